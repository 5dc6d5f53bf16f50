/* Installs a handler of a signal. */
#define ON_START signal(SIGUSR2, SIG_IGN);
#include <signal.h>
#include "fixture.h"
