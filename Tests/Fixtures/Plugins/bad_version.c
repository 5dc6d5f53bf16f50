/* Has a version that is no SemVer. */
#define VERSION "one"
#include "fixture.h"
