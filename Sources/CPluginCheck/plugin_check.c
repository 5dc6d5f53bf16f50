#define _GNU_SOURCE
#include "plugin_check.h"
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <malloc.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#  define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#  define MACHINE AUDIT_ARCH_AARCH64
#endif
#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define ANSWER(what) BPF_STMT(BPF_RET | BPF_K, what)
#define WHEN(value, answer) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1), ANSWER(answer)

int pc_forbid_processes(void) {
  struct sock_filter program[] = {
    LOAD(arch),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0), ANSWER(SECCOMP_RET_KILL_PROCESS),
    LOAD(nr),
    /* Its flags are behind a pointer, which a filter cannot follow; the C library falls back to clone. */
    WHEN(SYS_clone3, SECCOMP_RET_ERRNO | ENOSYS),
#ifdef SYS_fork
    WHEN(SYS_fork, SECCOMP_RET_KILL_PROCESS), WHEN(SYS_vfork, SECCOMP_RET_KILL_PROCESS),
#endif
    WHEN(SYS_execve, SECCOMP_RET_KILL_PROCESS), WHEN(SYS_execveat, SECCOMP_RET_KILL_PROCESS),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 1, 0), ANSWER(SECCOMP_RET_ALLOW),
    LOAD(args[0]),
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1), ANSWER(SECCOMP_RET_ALLOW),
    ANSWER(SECCOMP_RET_KILL_PROCESS),
  };
  struct sock_fprog filter = { sizeof program / sizeof *program, program };
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}

void pc_signal_handlers(uintptr_t handlers[64]) {
  for (int number = 1; number <= 64; number++) {
    struct sigaction action = { 0 };
    sigaction(number, NULL, &action);
    handlers[number - 1] = (uintptr_t)action.sa_handler;
  }
}

size_t pc_allocated_bytes(void) {
  const struct mallinfo2 books = mallinfo2();
  return books.uordblks + books.hblkhd;
}

char **pc_environment(void) { return environ; }
