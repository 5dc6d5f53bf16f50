/* Keeps what it knows by thread. */
#define ON_CREATE known = self;
#define ON_WORK if (known != self) return HS_FAILED;
static __thread void *known;
#include "fixture.h"
