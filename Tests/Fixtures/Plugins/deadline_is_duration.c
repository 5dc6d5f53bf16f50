/* Takes the deadline, a time, for a duration. */
#define ON_WORK if (in->count == 1024 && call->deadline_ns) { \
  const struct timespec time = { call->deadline_ns / 1000000000, call->deadline_ns % 1000000000 }; nanosleep(&time, NULL); }
#include <time.h>
#include "fixture.h"
