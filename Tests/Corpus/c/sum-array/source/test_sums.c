#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "sums.h"

int main(void) {
    int *values = malloc(3 * sizeof *values);
    values[0] = 1; values[1] = 2; values[2] = 3;
    assert(sum(values, 3) == 6);
    assert(biggest(values, 3) == 3);
    free(values);
    return 0;
}
