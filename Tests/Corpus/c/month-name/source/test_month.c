#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "month.h"

int main(void) {
    assert(strcmp(month_name(0), "jan") == 0);
    assert(strcmp(month_name(11), "dec") == 0);
    assert(month_name(12) == NULL);
    return 0;
}
