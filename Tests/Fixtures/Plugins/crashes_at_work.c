/* Dies of the first record. */
#define ON_ROW *(volatile int *)8 = 1;
#include "fixture.h"
