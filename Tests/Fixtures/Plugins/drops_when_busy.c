/* Says that all is well when the host had no room. */
#define AFTER_EMIT if (status == HS_BUSY) continue; if (status == HS_CANCELLED) return HS_OK; if (status) return status;
#include "fixture.h"
