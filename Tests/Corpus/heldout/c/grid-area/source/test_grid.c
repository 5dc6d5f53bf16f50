#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "grid.h"

int main(void) {
    assert(area(3, 4) == 12);
    assert(area(100000, 100000) == 10000000000L);
    return 0;
}
