#define _GNU_SOURCE
#include "system_calls.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/openat2.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

/* Runs in the child, which shares the parent's memory until exec: it touches its own stack and the kernel only. */
static void become(const sc_spawn *request, volatile int *failure) {
  int moved[64];
  sigset_t none;
  if (request->death_signal) prctl(PR_SET_PDEATHSIG, request->death_signal);
  if (request->new_session) setsid();
  else if (request->new_group) setpgid(0, 0);
  for (size_t i = 0; i < request->limit_count; i++) {
    struct rlimit limit = { request->limits[i].soft, request->limits[i].hard };
    if (setrlimit(request->limits[i].resource, &limit) != 0) goto failed;
  }
  if (request->directory && chdir(request->directory) != 0) goto failed;
  /* First out of the way of all targets, then onto them: a target may be another's source. */
  int top = 3;
  for (size_t i = 0; i < request->file_count; i++)
    if (request->files[i].child >= top) top = request->files[i].child + 1;
  for (size_t i = 0; i < request->file_count; i++)
    if ((moved[i] = fcntl(request->files[i].parent, F_DUPFD, top)) < 0) goto failed;
  int last = -1;
  for (size_t i = 0; i < request->file_count; i++) {
    if (dup2(moved[i], request->files[i].child) < 0) goto failed;
    if (request->files[i].child > last) last = request->files[i].child;
  }
  for (int f = 0; f <= last; f++) {
    bool wanted = false;
    for (size_t i = 0; i < request->file_count; i++) wanted |= request->files[i].child == f;
    if (!wanted) close(f);
  }
  syscall(SYS_close_range, (unsigned)(last + 1), ~0u, 0);
  if (request->set_listen_pid)
    for (char *const *v = request->environment; *v; v++)
      if (strncmp(*v, "LISTEN_PID=", 11) == 0) {
        char digits[16]; int n = 0; long pid = getpid();
        do digits[n++] = (char)('0' + pid % 10); while ((pid /= 10) > 0);
        char *to = *v + 11;
        while (n > 0) *to++ = digits[--n];
        *to = 0;
        break;
      }
  for (int s = 1; s < 65; s++) if (s != SIGKILL && s != SIGSTOP) {
    struct sigaction standard = { .sa_handler = SIG_DFL };
    sigaction(s, &standard, NULL);
  }
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(request->executable, request->arguments, request->environment);
failed:
  *failure = errno;
  _exit(127);
}

pid_t sc_spawn_process(const sc_spawn *request) {
  if (request->file_count > 64) { errno = EMFILE; return -1; }
  volatile int failure = 0;
  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &before);               /* no handler of the parent may run in the child */
  pid_t pid = vfork();
  if (pid == 0) become(request, &failure);
  int saved = errno;
  sigprocmask(SIG_SETMASK, &before, NULL);
  if (pid < 0) { errno = saved; return -1; }
  if (failure) { waitpid(pid, NULL, 0); errno = failure; return -1; }
  return pid;
}

int sc_pidfd_open(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }
int sc_pidfd_getfd(int pidfd, int target) { return (int)syscall(438 /* SYS_pidfd_getfd */, pidfd, target, 0); }
int sc_pidfd_send_signal(int pidfd, int signal) { return (int)syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0); }

int sc_open_beneath(int folder, const char *path, int flags, unsigned mode, bool no_symlinks) {
  struct open_how how = { .flags = (uint64_t)(flags | O_CLOEXEC), .mode = flags & O_CREAT ? mode : 0,
    .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | (no_symlinks ? RESOLVE_NO_SYMLINKS : 0) };
  int file;
  do file = (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
  while (file < 0 && (errno == EINTR || errno == EAGAIN));
  return file;
}
int sc_memfd(const char *name) { return memfd_create(name, MFD_CLOEXEC); }
int sc_sealed_memory(const char *name, size_t size) {
  int file = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (file < 0) return -1;
  if (ftruncate(file, (off_t)size) == 0 && fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0)
    return file;
  int saved = errno;
  close(file);
  errno = saved;
  return -1;
}
int sc_clone_file(int to, int from) { return ioctl(to, FICLONE, from); }
long sc_copy_range(int from, int to, size_t count) { return copy_file_range(from, NULL, to, NULL, count, 0); }
int sc_rename_no_replace(int from_folder, const char *from, int to_folder, const char *to) {
  return renameat2(from_folder, from, to_folder, to, RENAME_NOREPLACE);
}

ssize_t sc_send_files(int socket, const void *bytes, size_t count, const int *files, size_t file_count) {
  union { char room[CMSG_SPACE(16 * sizeof(int))]; struct cmsghdr align; } control;
  struct iovec vector = { (void *)bytes, count };
  struct msghdr message = { .msg_iov = &vector, .msg_iovlen = 1 };
  if (file_count > 16) { errno = EINVAL; return -1; }
  if (file_count > 0) {
    memset(&control, 0, sizeof control);
    message.msg_control = control.room;
    message.msg_controllen = CMSG_SPACE(file_count * sizeof(int));
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(file_count * sizeof(int));
    memcpy(CMSG_DATA(header), files, file_count * sizeof(int));
  }
  ssize_t sent;
  do sent = sendmsg(socket, &message, MSG_NOSIGNAL); while (sent < 0 && errno == EINTR);
  return sent;
}

ssize_t sc_receive_files(int socket, void *bytes, size_t count, int *files, size_t *file_count) {
  union { char room[CMSG_SPACE(16 * sizeof(int))]; struct cmsghdr align; } control;
  struct iovec vector = { bytes, count };
  struct msghdr message = { .msg_iov = &vector, .msg_iovlen = 1, .msg_control = control.room,
    .msg_controllen = sizeof control.room };
  size_t room = *file_count;
  *file_count = 0;
  ssize_t received;
  do received = recvmsg(socket, &message, MSG_CMSG_CLOEXEC); while (received < 0 && errno == EINTR);
  if (received < 0) return received;
  for (struct cmsghdr *h = CMSG_FIRSTHDR(&message); h; h = CMSG_NXTHDR(&message, h)) {
    if (h->cmsg_level != SOL_SOCKET || h->cmsg_type != SCM_RIGHTS) continue;
    size_t n = (h->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (size_t i = 0; i < n; i++) {
      int file;
      memcpy(&file, CMSG_DATA(h) + i * sizeof(int), sizeof file);
      if (*file_count < room) files[(*file_count)++] = file; else close(file);
    }
  }
  return received;
}

bool sc_has_access_list(const char *path) { return getxattr(path, "system.posix_acl_access", NULL, 0) > 0; }

int sc_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }
int sc_accept(int listener) { return accept4(listener, NULL, NULL, SOCK_CLOEXEC); }
void sc_name_thread(const char *name) { prctl(PR_SET_NAME, name); }
int sc_set_nonblocking(int file, bool on) {
  int flags = fcntl(file, F_GETFL);
  return flags < 0 ? -1 : fcntl(file, F_SETFL, on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK);
}

bool sc_exited(int status) { return WIFEXITED(status); }
int sc_exit_code(int status) { return WEXITSTATUS(status); }
int sc_term_signal(int status) { return WIFSIGNALED(status) ? WTERMSIG(status) : 0; }

pid_t sc_wait(pid_t pid, int *status, bool block, int64_t *cpu_microseconds, int64_t *peak_kilobytes) {
  struct rusage usage;
  pid_t ended;
  do ended = wait4(pid, status, block ? 0 : WNOHANG, &usage); while (ended < 0 && errno == EINTR);
  if (ended > 0) {
    *cpu_microseconds = (int64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000
      + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
    *peak_kilobytes = usage.ru_maxrss;
  }
  return ended;
}

void sc_return_blocks_above(int bytes) { mallopt(M_MMAP_THRESHOLD, bytes); }

int sc_curl_set(void *set, void *handle, int option, long value) {
  return ((int (*)(void *, int, ...))set)(handle, option, value);
}

int sc_curl_get(void *get, void *handle, int info, long *ret_value) {
  return ((int (*)(void *, int, ...))get)(handle, info, ret_value);
}
