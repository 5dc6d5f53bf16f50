/* Starts a thread and does not join it in drain. */
#define ON_START pthread_t thread; if (pthread_create(&thread, NULL, wait, NULL)) return HS_FAILED; pthread_detach(thread);
#include <pthread.h>
#include <unistd.h>
static void *wait(void *nothing) { for (;;) pause(); return nothing; }
#include "fixture.h"
