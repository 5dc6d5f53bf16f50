#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "scale.h"

int main(void) {
    assert(celsius(50) == 10);
    assert(celsius(-40) == -40);
    assert(!is_frost(41));
    return 0;
}
