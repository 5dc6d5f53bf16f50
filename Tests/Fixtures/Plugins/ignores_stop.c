/* Waits for its deadline, and does not ask whether to stop before. */
#define ON_WORK struct timespec now; \
  do { usleep(in->count < 1024 ? 0 : 2000); clock_gettime(CLOCK_MONOTONIC, &now); } \
  while (in->count == 1024 && (!call->deadline_ns || now.tv_sec * 1000000000L + now.tv_nsec < call->deadline_ns));
#include <time.h>
#include "fixture.h"
