/* Cannot be started, and does not say why. */
#define ON_START return HS_FAILED;
#include "fixture.h"
