#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "person.h"

int main(void) {
    struct person *person = calloc(1, sizeof *person);
    person->age = 30;
    rename_person(person, "Ada");
    assert(strcmp(person->name, "Ada") == 0);
    rename_person(person, "Maximiliane von Hohenstein");
    assert(strcmp(person->name, "Maximil") == 0);
    assert(person->age == 30);
    free(person);
    return 0;
}
