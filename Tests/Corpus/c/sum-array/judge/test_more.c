#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "sums.h"

int main(void) {
    int *values = malloc(2 * sizeof *values);
    values[0] = 5; values[1] = -5;
    assert(sum(values, 2) == 0);
    assert(sum(values, 1) == 5);
    assert(sum(values, 0) == 0);
    free(values);
    return 0;
}
