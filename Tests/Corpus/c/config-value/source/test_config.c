#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "config.h"

int main(void) {
    assert(value_length("a=bcd") == 3);
    assert(value_length("nothing") == 0);
    return 0;
}
