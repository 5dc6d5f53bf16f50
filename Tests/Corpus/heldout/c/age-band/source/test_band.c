#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "band.h"

int main(void) {
    assert(is_child(3));
    assert(!is_child(12));
    assert(!is_senior(30));
    assert(is_senior(65));
    return 0;
}
