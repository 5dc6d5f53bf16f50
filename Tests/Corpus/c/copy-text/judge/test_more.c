#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "copy.h"

int main(void) {
    char *copy = copied("");
    assert(strcmp(copy, "") == 0);
    free(copy);
    copy = copied("a longer text than before");
    assert(strlen(copy) == 25);
    free(copy);
    return 0;
}
