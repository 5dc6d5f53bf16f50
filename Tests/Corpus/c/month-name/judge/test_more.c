#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "month.h"

int main(void) {
    assert(month_name(-1) == NULL);
    assert(month_name(99) == NULL);
    assert(strcmp(month_name(5), "jun") == 0);
    return 0;
}
