/* Changes the working folder of its process. */
#define ON_START if (chdir("/") != 0) return HS_FAILED;
#include "fixture.h"
