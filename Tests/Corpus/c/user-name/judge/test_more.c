#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "user.h"

int main(void) {
    struct user kid = {"Kid", 7};
    assert(!is_adult(&kid));
    assert(!is_adult(NULL));
    assert(name_length(NULL) == 0);
    return 0;
}
