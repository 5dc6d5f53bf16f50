/* Its config_schema is JSON, and no JSON Schema. */
#define SCHEMA "{\"type\":\"objekt\"}"
#include "fixture.h"
