#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "user.h"

int main(void) {
    struct user ada = {"Ada", 36};
    assert(name_length(&ada) == 3);
    assert(is_adult(&ada));
    assert(!is_adult(NULL));
    return 0;
}
