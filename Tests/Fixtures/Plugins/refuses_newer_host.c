/* Takes no host that is newer than itself. */
#define ON_CREATE if (host->size > sizeof *host) { free(self); return HS_INVALID; }
#include "fixture.h"
