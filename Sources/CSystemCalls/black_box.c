#define _GNU_SOURCE
#include "system_calls.h"
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

_Static_assert(sizeof(sc_black_box) == 256 + SC_BLACK_BOX_SLOTS * 256, "the file's layout");

static _Thread_local uint64_t thread_id;
uint64_t sc_thread_id(void) {
  if (!thread_id) thread_id = (uint64_t)syscall(SYS_gettid);
  return thread_id;
}

static sc_black_box *armed;
static const int fatal[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS };
enum { fatal_count = sizeof fatal / sizeof *fatal };
static struct sigaction before[fatal_count];

/* Only stores into a mapped page and system calls that are safe in a handler. */
static void note(int number, siginfo_t *info, void *context) {
  (void)context;
  sc_black_box *box = __atomic_load_n(&armed, __ATOMIC_ACQUIRE);
  uint64_t self = (uint64_t)syscall(SYS_gettid);
  for (int i = 0; box && i < SC_BLACK_BOX_SLOTS; i++) {
    if (__atomic_load_n(&box->slots[i].thread, __ATOMIC_RELAXED) != self) continue;
    box->signal = (uint64_t)number;
    __atomic_store_n(&box->guilty, (uint64_t)i + 1, __ATOMIC_RELEASE);
    break;
  }
  /* Then whatever would have happened: the faulting instruction runs again, a signal that was sent is sent again. */
  for (int i = 0; i < fatal_count; i++)
    if (fatal[i] == number) sigaction(number, &before[i], NULL);
  if (info->si_code <= 0) syscall(SYS_tgkill, getpid(), (pid_t)self, number);
}

void sc_arm_black_box(sc_black_box *box) {
  int first = __atomic_exchange_n(&armed, box, __ATOMIC_ACQ_REL) == NULL;
  struct sigaction action = { .sa_sigaction = note, .sa_flags = SA_SIGINFO | SA_ONSTACK };
  sigemptyset(&action.sa_mask);
  for (int i = 0; first && i < fatal_count; i++) sigaction(fatal[i], &action, &before[i]);
}

void sc_enter_slot(sc_black_box *box, int slot, uint64_t verb) {
  box->slots[slot].verb = verb;
  __atomic_store_n(&box->slots[slot].thread, sc_thread_id(), __ATOMIC_RELEASE);
}
void sc_leave_slot(sc_black_box *box, int slot) { __atomic_store_n(&box->slots[slot].thread, 0, __ATOMIC_RELEASE); }

void sc_name_slot(sc_black_box *box, int slot, const char *text) {
  strncpy(box->slots[slot].text, text, SC_BLACK_BOX_TEXT - 1);
}
const char *sc_slot_text(const sc_black_box *box, int slot) { return box->slots[slot].text; }
uint64_t sc_slot_verb(const sc_black_box *box, int slot) { return box->slots[slot].verb; }
