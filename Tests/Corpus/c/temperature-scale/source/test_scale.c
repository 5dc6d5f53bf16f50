#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "scale.h"

int main(void) {
    assert(celsius(212) == 100);
    assert(celsius(32) == 0);
    assert(is_frost(32));
    assert(!is_frost(50));
    return 0;
}
