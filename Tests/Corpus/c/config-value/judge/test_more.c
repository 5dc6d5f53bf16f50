#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "config.h"

int main(void) {
    assert(value_length("x=") == 0);
    assert(value_length("=ab") == 2);
    assert(value_length("") == 0);
    return 0;
}
