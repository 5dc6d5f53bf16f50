#include <stdlib.h>
#include <string.h>
#include "copy.h"

char *copied(const char *text) {
    char *copy = malloc(strlen(text));
    strcpy(copy, text);
    return copy;
}
