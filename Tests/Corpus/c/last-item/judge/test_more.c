#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "items.h"

int main(void) {
    int *items = malloc(sizeof *items);
    items[0] = 9;
    assert(last(items, 1) == 9);
    free(items);
    return 0;
}
