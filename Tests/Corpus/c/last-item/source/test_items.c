#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "items.h"

int main(void) {
    int *items = malloc(4 * sizeof *items);
    for (int i = 0; i < 4; i++) items[i] = i + 1;
    assert(last(items, 4) == 4);
    free(items);
    return 0;
}
