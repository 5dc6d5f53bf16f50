/* Landlock for files, TCP and signals, seccomp for everything else that a plugin has no business with. */
#define _GNU_SOURCE
#include "system_calls.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Newer than the headers of Debian 12. */
enum { access_truncate = 1 << 14, access_ioctl_dev = 1 << 15, net_bind_and_connect = 3, scope_sockets_and_signals = 3,
       rule_net_port = 2, net_connect = 2, protocol_default = 0 };
struct ruleset { uint64_t files, net, scoped; };
struct port_rule { uint64_t access, port; };

int sc_landlock_version(void) {
  long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return version < 0 ? 0 : (int)version;
}

bool sc_has_seccomp(void) {
  uint32_t action = SECCOMP_RET_ERRNO;
  return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

static int allow(int ruleset, const char *path, uint64_t access) {
  struct stat status;
  int file = open(path, O_PATH | O_CLOEXEC);
  if (file < 0) return 0;                                /* what is not there needs no rule */
  const uint64_t of_files = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | access_truncate;
  if (fstat(file, &status) == 0 && !S_ISDIR(status.st_mode)) access &= of_files;
  struct landlock_path_beneath_attr rule = { .allowed_access = access, .parent_fd = file };
  int result = (int)syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  int saved = errno;
  close(file);
  errno = saved;
  return result;
}

static int allow_port(int ruleset, uint16_t port) {
  const struct port_rule rule = { net_connect, port };
  return (int)syscall(SYS_landlock_add_rule, ruleset, rule_net_port, &rule, 0);
}

static int landlock(const sc_confinement *confinement, int version) {
  const uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
  const uint64_t writing = reading | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG
    | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR
    | LANDLOCK_ACCESS_FS_REFER | access_truncate;
  struct ruleset attributes = { .files = (1ull << 13) - 1 };
  if (version >= 2) attributes.files |= LANDLOCK_ACCESS_FS_REFER;
  if (version >= 3) attributes.files |= access_truncate;
  if (version >= 5) attributes.files |= access_ioctl_dev;
  if (confinement->reads_everything) attributes.files &= ~reading;
  if (version >= 4 && !confinement->opens_sockets) attributes.net = net_bind_and_connect;
  if (version >= 6) attributes.scoped = scope_sockets_and_signals;
  size_t size = version >= 6 ? sizeof attributes : version >= 4 ? offsetof(struct ruleset, scoped) : sizeof(uint64_t);
  int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attributes, size, 0);
  if (ruleset < 0) return -1;
  int result = allow(ruleset, "/dev/null", LANDLOCK_ACCESS_FS_WRITE_FILE | (reading & attributes.files));
  if (!confinement->reads_everything)
    for (size_t i = 0; i < confinement->readable_count && result == 0; i++)
      result = allow(ruleset, confinement->readable[i], reading);
  for (size_t i = 0; i < confinement->writable_count && result == 0; i++)
    result = allow(ruleset, confinement->writable[i], writing & attributes.files);
  if (attributes.net != 0)
    for (size_t i = 0; i < confinement->port_count && result == 0; i++)
      result = allow_port(ruleset, confinement->ports[i]);
  if (result == 0) result = (int)syscall(SYS_landlock_restrict_self, ruleset, 0);
  int saved = errno;
  close(ruleset);
  errno = saved;
  return result;
}

#if defined(__x86_64__)
#  define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#  define MACHINE AUDIT_ARCH_AARCH64
#endif

/* Every call of the table is refused with EPERM. */
static const int refused[] = {
  SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp, SYS_pidfd_getfd,
  SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_unshare, SYS_setns, SYS_open_tree, SYS_move_mount, SYS_fsopen,
  SYS_add_key, SYS_request_key, SYS_keyctl, SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_io_uring_setup,
  SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_reboot, SYS_swapon, SYS_swapoff,
  SYS_sethostname, SYS_setdomainname, SYS_settimeofday, SYS_clock_settime, SYS_acct, SYS_open_by_handle_at,
  SYS_setuid, SYS_setgid, SYS_setreuid, SYS_setregid, SYS_setresuid, SYS_setresgid, SYS_setgroups,
  SYS_pidfd_send_signal, SYS_rt_sigqueueinfo, SYS_tkill,
#ifdef SYS_fork
  SYS_fork, SYS_vfork,
#endif
};

#define LOAD(offset) (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset)
#define ARGUMENT(n) LOAD((uint32_t)(offsetof(struct seccomp_data, args) + 8 * (n)))
#define EQUAL(value, yes, no) (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), yes, no)
#define BITS(value, yes, no) (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (uint32_t)(value), yes, no)
#define ANSWER(value) (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, (uint32_t)(value))
#define REFUSE ANSWER(SECCOMP_RET_ERRNO | EPERM)
#define ALLOW ANSWER(SECCOMP_RET_ALLOW)

static int seccomp(const sc_confinement *confinement, int version) {
  /* Ports are Landlock's affair: where it knows none, no socket is opened for them. */
  const bool connects = !confinement->opens_sockets && confinement->port_count > 0 && version >= 4;
  struct sock_filter program[sizeof refused / sizeof *refused * 2 + 96];
  unsigned short n = 0;
  program[n++] = LOAD(offsetof(struct seccomp_data, arch));
  program[n++] = EQUAL(MACHINE, 1, 0);
  program[n++] = ANSWER(SECCOMP_RET_KILL_PROCESS);
  program[n++] = LOAD(offsetof(struct seccomp_data, nr));
#if defined(__x86_64__)
  program[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1);    /* the x32 table */
  program[n++] = ANSWER(SECCOMP_RET_ERRNO | ENOSYS);
#endif
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
    program[n++] = EQUAL(refused[i], 0, 1);
    program[n++] = REFUSE;
  }
  /* A filter cannot see the flags of clone3; glibc then takes clone. */
  program[n++] = EQUAL(SYS_clone3, 0, 1);
  program[n++] = ANSWER(SECCOMP_RET_ERRNO | ENOSYS);
  program[n++] = EQUAL(SYS_clone, 0, 4);
  program[n++] = ARGUMENT(0);
  program[n++] = BITS(CLONE_THREAD, 0, 1);
  program[n++] = ALLOW;
  program[n++] = REFUSE;
  /* Signals to itself only: an abort is its own affair. */
  const int signals[] = { SYS_kill, SYS_tgkill };
  for (size_t i = 0; i < 2; i++) {
    program[n++] = EQUAL(signals[i], 0, 4);
    program[n++] = ARGUMENT(0);
    program[n++] = EQUAL(getpid(), 0, 1);
    program[n++] = ALLOW;
    program[n++] = REFUSE;
  }
  /* The death signal is the host's. */
  program[n++] = EQUAL(SYS_prctl, 0, 4);
  program[n++] = ARGUMENT(0);
  program[n++] = EQUAL(PR_SET_PDEATHSIG, 0, 1);
  program[n++] = REFUSE;
  program[n++] = ALLOW;
  if (connects) {
    /* Data with the first packet is sent without a connect that Landlock would see. */
    const struct { int call, flags; } senders[] = { { SYS_sendto, 3 }, { SYS_sendmsg, 2 }, { SYS_sendmmsg, 3 } };
    for (size_t i = 0; i < 3; i++) {
      program[n++] = EQUAL(senders[i].call, 0, 4);
      program[n++] = ARGUMENT(senders[i].flags);
      program[n++] = BITS(MSG_FASTOPEN, 0, 1);
      program[n++] = REFUSE;
      program[n++] = ALLOW;
    }
  }
  program[n++] = EQUAL(SYS_socket, 0, confinement->opens_sockets ? 6 : connects ? 13 : 1);
  if (connects) {
    /* TCP itself: Landlock knows no other protocol's ports. */
    program[n++] = ARGUMENT(0);
    program[n++] = EQUAL(AF_INET, 2, 0);
    program[n++] = EQUAL(AF_INET6, 1, 0);
    program[n++] = ANSWER(SECCOMP_RET_ERRNO | EAFNOSUPPORT);
    program[n++] = ARGUMENT(1);
    program[n++] = (struct sock_filter)BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0xF);
    program[n++] = EQUAL(SOCK_STREAM, 1, 0);
    program[n++] = REFUSE;
    program[n++] = ARGUMENT(2);
    program[n++] = EQUAL(protocol_default, 1, 0);
    program[n++] = EQUAL(IPPROTO_TCP, 0, 1);
    program[n++] = ALLOW;
    program[n++] = REFUSE;
  } else if (confinement->opens_sockets) {
    program[n++] = ARGUMENT(0);
    program[n++] = EQUAL(AF_UNIX, 2, 0);
    program[n++] = EQUAL(AF_INET, 1, 0);
    program[n++] = EQUAL(AF_INET6, 0, 1);
    program[n++] = ALLOW;
    program[n++] = ANSWER(SECCOMP_RET_ERRNO | EAFNOSUPPORT);
  } else {
    program[n++] = REFUSE;
  }
  program[n++] = ALLOW;
  const struct sock_fprog filter = { n, program };
  /* TSYNC: no thread is left out. */
  return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter);
}

int sc_confine(const sc_confinement *confinement) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
  int version = sc_landlock_version();
  if (version > 0 && landlock(confinement, version) != 0) return -1;
  if (sc_has_seccomp() && seccomp(confinement, version) != 0) return -1;
  return 0;
}
