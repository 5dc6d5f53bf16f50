#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "copy.h"

int main(void) {
    char *copy = copied("hello");
    assert(strcmp(copy, "hello") == 0);
    free(copy);
    return 0;
}
