#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "progress.h"

int main(void) {
    assert(is_half(1, 2));
    assert(!is_half(0, 0));
    assert(percent(3, 0) == 0);
    return 0;
}
