#include <stdlib.h>
#include <string.h>
#include "join.h"

char *joined(const char *left, const char *right) {
    size_t size = strlen(left) + strlen(right) + 1;
    char *text = malloc(size);
    strcpy(text, left);
    strcat(text, "-");
    strcat(text, right);
    return text;
}
