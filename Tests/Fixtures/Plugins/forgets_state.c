/* Loses what it saved when it restores it. */
#define RESTORED cell ? 0 : 0
#include "fixture.h"
