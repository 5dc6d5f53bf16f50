/* What the validator needs of the system and Swift cannot reach: a seccomp filter, signal tables, the allocator's books. */
#ifndef PLUGIN_CHECK_H
#define PLUGIN_CHECK_H
#include <stddef.h>
#include <stdint.h>

/* From now on this process is killed with SIGSYS when it starts another one or another program. Threads are allowed.
 * Returns 0, or -1 with errno. */
int pc_forbid_processes(void);
/* The address of the handler of each signal from 1 to 64, 0 and 1 being the default and "ignored". */
void pc_signal_handlers(uintptr_t handlers[64]);
/* Bytes that are allocated now in the main arena, and in blocks of their own. */
size_t pc_allocated_bytes(void);
/* The environment's variables. */
char **pc_environment(void);
#endif
