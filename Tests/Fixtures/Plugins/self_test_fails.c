/* Fails its own test. */
#define ON_SELF_TEST return HS_FAILED;
#include "fixture.h"
