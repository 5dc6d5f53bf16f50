#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "sensor.h"

int main(void) {
    double values[] = {3, 3, 3};
    assert(over(values, 3, 3) == 0);
    assert(over(values, 3, 2) == 3);
    assert(over(values, 0, 2) == 0);
    return 0;
}
