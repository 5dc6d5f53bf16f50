/* Gives itself another version in each process and load: its descriptor is no constant. */
#define DESCRIPTOR static
#define ON_ENTRY static char version[32]; if (!version[0]) { struct timespec now; clock_gettime(CLOCK_MONOTONIC, &now); \
  plugin.version.len = (size_t)snprintf(version, sizeof version, "1.0.%ld", now.tv_nsec); plugin.version.ptr = version; }
#include <stdio.h>
#include <time.h>
#include "fixture.h"
