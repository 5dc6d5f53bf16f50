/* Talks on standard output. */
#define ON_ROW printf("row %zu\n", i);
#include <stdio.h>
#include "fixture.h"
