/* Needs thread-local storage of the initial-exec kind, which runs out. */
#define MEMBERS int *counter;
#define ON_CREATE self->counter = &counter;
static __thread int counter __attribute__((tls_model("initial-exec")));
#include "fixture.h"
