#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "grid.h"

int main(void) {
    assert(area(-70000, 70000) == -4900000000L);
    assert(area(0, 5) == 0);
    return 0;
}
