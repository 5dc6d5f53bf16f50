/* Has room for five hundred instances, and never frees one. */
#define ON_CREATE static int count; if (++count > 500) { free(self); return HS_FAILED; }
#include "fixture.h"
