#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "list.h"

int main(void) {
    struct node only = {-5, NULL};
    assert(last(&only) == -5);
    assert(length(NULL) == 0);
    assert(last(NULL) == 0);
    return 0;
}
