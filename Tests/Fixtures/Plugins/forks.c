/* Starts a process. */
#define ON_WORK pid_t pid = fork(); if (pid == 0) _exit(0); waitpid(pid, NULL, 0);
#include <sys/wait.h>
#include "fixture.h"
