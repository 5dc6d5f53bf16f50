/* Gives an example of settings that its own schema refuses. */
#define SCHEMA "{\"type\":\"object\",\"additionalProperties\":false,\"examples\":[{\"level\":3}]}"
#include "fixture.h"
