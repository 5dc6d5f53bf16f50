/* Takes the state of somebody else for its own. */
#define ON_RESTORE
#include "fixture.h"
