#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "band.h"

int main(void) {
    assert(is_senior(66));
    assert(!is_senior(64));
    assert(!is_senior(0));
    return 0;
}
