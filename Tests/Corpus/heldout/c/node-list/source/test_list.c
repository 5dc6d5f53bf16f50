#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "list.h"

int main(void) {
    struct node second = {2, NULL};
    struct node first = {1, &second};
    assert(length(&first) == 2);
    assert(last(&first) == 2);
    assert(last(NULL) == 0);
    return 0;
}
