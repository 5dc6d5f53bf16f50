#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "join.h"

int main(void) {
    char *text = joined("", "");
    assert(strcmp(text, "-") == 0);
    free(text);
    text = joined("abcdefghijkl", "mnopqrstuvwxyz");
    assert(strlen(text) == 27);
    free(text);
    return 0;
}
