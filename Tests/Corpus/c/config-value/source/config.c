#include <string.h>
#include "config.h"

const char *find_value(const char *text, char separator) {
    const char *found = strchr(text, separator);
    return found ? found + 1 : NULL;
}

int value_length(const char *text) {
    const char *value = find_value(text, '=');
    return (int) strlen(value);
}
