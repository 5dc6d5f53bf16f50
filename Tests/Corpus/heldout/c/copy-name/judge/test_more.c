#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "person.h"

int main(void) {
    struct person *person = calloc(1, sizeof *person);
    rename_person(person, "1234567");
    assert(strcmp(person->name, "1234567") == 0);
    rename_person(person, "12345678");
    assert(strcmp(person->name, "1234567") == 0);
    rename_person(person, "");
    assert(strcmp(person->name, "") == 0);
    free(person);
    return 0;
}
