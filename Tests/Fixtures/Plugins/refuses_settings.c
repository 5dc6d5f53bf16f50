/* Refuses settings that fit its schema. */
#define SCHEMA "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{\"level\":{\"type\":\"integer\"}}," \
  "\"examples\":[{\"level\":3}]}"
#define ON_CREATE if (settings.len) { free(self); return HS_INVALID; }
#include "fixture.h"
