/* Goes on emitting after the host had enough. */
#define AFTER_EMIT if (status == HS_CANCELLED) continue; if (status != HS_OK) return status;
#include "fixture.h"
