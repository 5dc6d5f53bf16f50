/* The system calls that Swift cannot reach by itself: variadic ones, macros, and what must run between fork and exec. */
#ifndef SYSTEM_CALLS_H
#define SYSTEM_CALLS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>


/* A descriptor of the parent and the number that it gets in the child. */
typedef struct sc_file { int parent; int child; } sc_file;
typedef struct sc_limit { int resource; uint64_t soft, hard; } sc_limit;

typedef struct sc_spawn {
  const char *executable;          /* a path; PATH is not searched */
  char *const *arguments;
  char *const *environment;
  const char *directory;           /* null: the parent's */
  const sc_file *files;            /* every other descriptor is closed in the child */
  size_t file_count;
  const sc_limit *limits;
  size_t limit_count;
  int death_signal;                /* sent when the spawning THREAD ends; 0: none */
  bool new_group, new_session;
  bool set_listen_pid;             /* writes the child's pid into the first variable "LISTEN_PID=..........": it has room */
} sc_spawn;

/* Starts a process through vfork. Returns its pid, or -1 with errno of what failed in the child up to exec. */
int sc_spawn_process(const sc_spawn *request);

int sc_pidfd_open(int pid);
int sc_pidfd_getfd(int pidfd, int target);
int sc_pidfd_send_signal(int pidfd, int signal);
/* openat2 with RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS, and RESOLVE_NO_SYMLINKS where `no_symlinks`. */
int sc_open_beneath(int folder, const char *path, int flags, unsigned mode, bool no_symlinks);
int sc_memfd(const char *name);
/* An anonymous file of this size that nobody can make shorter or longer: a mapping of it never faults. */
int sc_sealed_memory(const char *name, size_t size);
int sc_clone_file(int to, int from);                     /* FICLONE */
long sc_copy_range(int from, int to, size_t count);      /* copy_file_range, from where both stand */
int sc_rename_no_replace(int from_folder, const char *from, int to_folder, const char *to);
bool sc_has_access_list(const char *path);               /* POSIX: more people than the mode's bits say */
long sc_send_files(int socket, const void *bytes, size_t count, const int *files, size_t file_count);
/* *file_count: room on entry, received on return. Received descriptors are close-on-exec. */
long sc_receive_files(int socket, void *bytes, size_t count, int *files, size_t *file_count);
int sc_pipe(int ends[2]);                                /* close-on-exec */
int sc_accept(int listener);                             /* close-on-exec */
void sc_name_thread(const char *name);                   /* of the calling thread; cut to 15 bytes */
int sc_set_nonblocking(int file, bool on);

bool sc_exited(int status);
int sc_exit_code(int status);
int sc_term_signal(int status);                          /* 0 when it exited */
/* Waits for this pid only. `block` false: returns 0 when it still runs. */
int sc_wait(int pid, int *status, bool block, int64_t *cpu_microseconds, int64_t *peak_kilobytes);
/* wait.h and others put these into enums or macros with casts. */
/* A word that two processes share. */
static inline void sc_store_word(uint64_t *word, uint64_t value) { __atomic_store_n(word, value, __ATOMIC_RELEASE); }
static inline uint64_t sc_load_word(const uint64_t *word) { return __atomic_load_n(word, __ATOMIC_ACQUIRE); }
/* Publishes `value`; true when the other side had said that it sleeps: it then has to be woken. */
static inline bool sc_publish(uint64_t *word, uint64_t value, uint64_t *sleeps) {
  __atomic_store_n(word, value, __ATOMIC_SEQ_CST);
  return __atomic_exchange_n(sleeps, 0, __ATOMIC_SEQ_CST) != 0;
}
/* Says that this side is about to sleep; false when the word has changed from `seen` meanwhile. */
static inline bool sc_may_sleep(uint64_t *word, uint64_t seen, uint64_t *sleeps) {
  __atomic_store_n(sleeps, 1, __ATOMIC_SEQ_CST);
  return __atomic_load_n(word, __ATOMIC_SEQ_CST) == seen;
}
/* Between two looks at a word that another processor will change. */
static inline void sc_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}
/* The number that the kernel knows the calling thread by; asked for once in each thread. */
uint64_t sc_thread_id(void);

/* A page that tells after the death of this process in which call it died. A slot's `thread` is set while that thread
 * is in a call of the plugin named in `text`. */
enum { SC_BLACK_BOX_SLOTS = 255, SC_BLACK_BOX_TEXT = 232 };
typedef struct sc_black_box {
  uint64_t magic, guilty /* number of the slot plus one; 0: none */, signal, reserved[29];
  struct { uint64_t thread, verb; char text[SC_BLACK_BOX_TEXT]; uint64_t reserved; } slots[SC_BLACK_BOX_SLOTS];
} sc_black_box;
/* From now on a fatal signal in a thread that is in a call is noted in `box`, which must stay mapped. */
void sc_arm_black_box(sc_black_box *box);
/* Between two calls of the same function: the thread that goes in, or 0 when it has come back. */
static inline void sc_mark_slot(sc_black_box *box, int slot, uint64_t thread) {
  __atomic_store_n(&box->slots[slot].thread, thread, __ATOMIC_RELEASE);
}
void sc_enter_slot(sc_black_box *box, int slot, uint64_t verb);
void sc_leave_slot(sc_black_box *box, int slot);
void sc_name_slot(sc_black_box *box, int slot, const char *text);
const char *sc_slot_text(const sc_black_box *box, int slot);
uint64_t sc_slot_verb(const sc_black_box *box, int slot);
/* libcurl's two variadic functions, by the addresses that the loader gave. */
int sc_curl_set(void *set, void *handle, int option, long value);
int sc_curl_get(void *get, void *handle, int info, long *ret_value);
/* From now on the signal only writes its number, one byte, to the process's one signal pipe, which must stay open. */
int sc_hear_signal(int number, int pipe);
void sc_return_blocks_above(int bytes);                  /* mallopt */

/* What a process can still do after sc_confine. Beyond what is said here it cannot write, make or remove
 * files, and without exception it cannot run files, start processes, or reach into others. */
typedef struct sc_confinement {
  const char *const *readable;     /* files and folders; what is not there is skipped */
  size_t readable_count;
  bool reads_everything;
  bool opens_sockets;              /* of any kind; otherwise TCP to these ports */
  const char *const *writable;     /* files, and folders with all below them: to read, write, make and remove */
  size_t writable_count;
  const uint16_t *ports;
  size_t port_count;
} sc_confinement;
int sc_landlock_version(void);                           /* 0: the kernel has none */
bool sc_has_seccomp(void);
/* Confines the calling thread and those that it starts, for ever, as far as the kernel knows how to. Returns -1 with errno
 * when something that it knows fails. */
int sc_confine(const sc_confinement *confinement);
#endif
