#include <string.h>
#include "person.h"

void rename_person(struct person *person, const char *name) {
    strcpy(person->name, name);
}
