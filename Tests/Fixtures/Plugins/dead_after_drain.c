/* Cannot be started again after drain. */
#define MEMBERS int drained;
#define ON_DRAIN self->drained = 1;
#define ON_START if (self->drained) return HS_FAILED;
#include "fixture.h"
