#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "progress.h"

int main(void) {
    assert(percent(1, 4) == 25);
    assert(percent(9, 4) == 100);
    assert(percent(0, 0) == 0);
    return 0;
}
