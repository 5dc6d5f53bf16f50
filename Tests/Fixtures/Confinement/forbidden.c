/* Defect: in create and at work it does what a plugin must not. The incident's type names the act; the answer's
 * category says whether the system let it. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <homeostasis/plugin.h>
#include <linux/perf_event.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

struct hs_instance {
  const hs_host *host;
};

static int closed(int file) { return file < 0 ? 0 : (close(file), 1); }

static int done(const char *act, const char *folder) {
  char path[512], other[512];
  snprintf(path, sizeof path, "%s/victim", folder);
  snprintf(other, sizeof other, "%s/made", folder);
  if (!strcmp(act, "read")) return closed(open(path, O_RDONLY));
  if (!strcmp(act, "read-passwords")) return closed(open("/etc/passwd", O_RDONLY));
  if (!strcmp(act, "list")) return closed(open(folder, O_RDONLY | O_DIRECTORY));
  if (!strcmp(act, "write")) return closed(open(path, O_WRONLY));
  if (!strcmp(act, "truncate")) return truncate(path, 0) == 0;
  if (!strcmp(act, "create")) return closed(open(other, O_CREAT | O_WRONLY, 0600));
  if (!strcmp(act, "make-folder")) return mkdir(other, 0700) == 0;
  if (!strcmp(act, "link")) return symlink(path, other) == 0;
  if (!strcmp(act, "remove")) return unlink(path) == 0;
  if (!strcmp(act, "rename")) return rename(path, other) == 0;
  if (!strcmp(act, "run")) { char *none[] = { NULL }; return execve("/bin/true", none, none) == 0; }
  if (!strcmp(act, "fork")) { pid_t pid = fork(); if (pid == 0) _exit(0); return pid > 0; }
  if (!strcmp(act, "shell")) return system("true") == 0;
  if (!strcmp(act, "socket")) return closed(socket(AF_INET, SOCK_STREAM, 0));
  if (!strcmp(act, "unix-socket")) return closed(socket(AF_UNIX, SOCK_STREAM, 0));
  if (!strcmp(act, "signal")) return kill(getppid(), 0) == 0;
  if (!strcmp(act, "trace")) return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0;
  if (!strcmp(act, "look-into")) { char byte; struct iovec v = { &byte, 1 };
    return process_vm_readv(getppid(), &v, 1, &v, 1, 0) >= 0 || errno != EPERM; }
  if (!strcmp(act, "mount")) return mount("none", "/mnt", "tmpfs", 0, NULL) == 0;
  if (!strcmp(act, "unshare")) return unshare(CLONE_NEWUSER) == 0;
  if (!strcmp(act, "outlive")) return prctl(PR_SET_PDEATHSIG, 0) == 0;
  if (!strcmp(act, "ring")) return syscall(SYS_io_uring_setup, 1, NULL) >= 0 || errno != EPERM;
  return 1;
}

static hs_status create(const hs_host *host, const hs_call *call, hs_str settings, hs_instance **out) {
  (void)call;
  (void)settings;
  *out = calloc(1, sizeof(hs_instance));
  if (!*out) return HS_FAILED;
  (*out)->host = host;
  return HS_OK;
}

static void destroy(hs_instance *self) { free(self); }

static hs_status analyze(hs_instance *self, const hs_call *call, const hs_records *in) {
  static const hs_str type_key = HS_STR("type"), title_key = HS_STR("title");
  static const hs_str keys[] = { HS_STR("cause"), HS_STR("category"), HS_STR("confidence"), HS_STR("exceptions"),
                                 HS_STR("locations"), HS_STR("evidence"), HS_STR("related") };
  static const hs_str nothing = HS_STR("[]"), yes = HS_STR("done"), no = HS_STR("refused");
  const hs_value *type = hs_cell(in, 0, hs_column(in, type_key), HS_TEXT);
  const hs_value *title = hs_cell(in, 0, hs_column(in, title_key), HS_TEXT);
  if (!type || !title) return HS_INVALID;
  char act[64], folder[256];
  snprintf(act, sizeof act, "%.*s", (int)type->text.len, type->text.ptr);
  snprintf(folder, sizeof folder, "%.*s", (int)title->text.len, title->text.ptr);
  hs_value cells[7] = { *title, { .kind = HS_TEXT, .text = done(act, folder) ? yes : no }, { .kind = HS_F64, .f64 = 1 } };
  for (int i = 3; i < 7; i++) cells[i] = (hs_value){ .kind = HS_JSON, .text = nothing };
  const hs_record row = { .parent = hs_row(in, 0)->id, .values = cells };
  const hs_records out = { .size = sizeof out, .stride = sizeof row, .schema = HS_STR("homeostasis.diagnosis/1"),
                           .key_count = 7, .keys = keys, .count = 1, .first = &row };
  return self->host->emit(self->host, call, &out);
}

static const hs_lifecycle lifecycle = { .size = sizeof lifecycle, .create = create, .destroy = destroy };
static const hs_analyzer analyzer = { .size = sizeof analyzer, .analyze = analyze };
static const hs_plugin plugin = {
  .size = sizeof plugin, .id = HS_STR("org.example.forbidden"), .version = HS_STR("1.0.0"),
  .summary = HS_STR("does what it must not"), .config_schema = HS_STR("{\"type\":\"object\"}"),
  .consumes = HS_STR("homeostasis.incident/1"), .produces = HS_STR("homeostasis.diagnosis/1"),
  .lifecycle = &lifecycle, .analyzer = &analyzer };
static const hs_module module = { .size = sizeof module, .magic = HS_ABI_MAGIC, .abi_major = HS_ABI_MAJOR,
  .abi_minor = HS_ABI_MINOR, .plugin_count = 1, .plugin_stride = sizeof plugin, .plugins = &plugin,
  .runtime = HS_STR("c") };

HS_EXPORT const hs_module *homeostasis_module_v1(void) { return &module; }
