/* Asks the host for a service. The incident's type is "service method", its title the request; of the answer the category
 * is the status and the cause the text. "direct read PATH", "direct write PATH" and "direct connect PORT" do it without
 * the host. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <homeostasis/services.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct hs_instance {
  const hs_host *host;
};

static hs_status connected(int port) {
  struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((unsigned short)port) };
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int file = socket(AF_INET, SOCK_STREAM, 0);
  if (file < 0) return HS_DENIED;
  int result = connect(file, (struct sockaddr *)&to, sizeof to);
  int reason = errno;
  close(file);
  return result == 0 ? HS_OK : reason == EACCES || reason == EPERM ? HS_DENIED : HS_FAILED;
}

static hs_status direct(const char *act, const char *what) {
  if (!strcmp(act, "connect")) return connected(atoi(what));
  int file = open(what, !strcmp(act, "write") ? O_WRONLY | O_CREAT : O_RDONLY, 0600);
  if (file < 0) return errno == EACCES || errno == EPERM ? HS_DENIED : HS_FAILED;
  close(file);
  return HS_OK;
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

static hs_status asked(hs_instance *self, const hs_call *call, char *what, hs_str request, hs_answer *answer) {
  char *method = strchr(what, ' ');
  if (!method) return HS_INVALID;
  *method++ = 0;
  if (!strcmp(what, "direct")) {
    char path[4096];
    snprintf(path, sizeof path, "%.*s", (int)request.len, request.ptr);
    return direct(method, path);
  }
  hs_str id = { what, strlen(what) }, name = { method, strlen(method) };
  return hs_ask(self->host, call, id, name, request, answer);
}

static hs_status analyze(hs_instance *self, const hs_call *call, const hs_records *in) {
  static const hs_str type_key = HS_STR("type"), title_key = HS_STR("title");
  static const hs_str keys[] = { HS_STR("cause"), HS_STR("category"), HS_STR("confidence"), HS_STR("exceptions"),
                                 HS_STR("locations"), HS_STR("evidence"), HS_STR("related") };
  static const hs_str nothing = HS_STR("[]");
  const hs_value *type = hs_cell(in, 0, hs_column(in, type_key), HS_TEXT);
  const hs_value *title = hs_cell(in, 0, hs_column(in, title_key), HS_TEXT);
  if (!type || !title) return HS_INVALID;
  char what[128], status[16];
  hs_answer answer = { malloc(1 << 16), 1 << 16, 0 };
  if (!answer.text) return HS_FAILED;
  snprintf(what, sizeof what, "%.*s", (int)type->text.len, type->text.ptr);
  int length = snprintf(status, sizeof status, "%u", asked(self, call, what, title->text, &answer));
  hs_value cells[7] = { { .kind = HS_TEXT, .text = { answer.text, answer.length } },
                        { .kind = HS_TEXT, .text = { status, (size_t)length } }, { .kind = HS_F64, .f64 = 1 } };
  for (int i = 3; i < 7; i++) cells[i] = (hs_value){ .kind = HS_JSON, .text = nothing };
  const hs_record row = { .parent = hs_row(in, 0)->id, .values = cells };
  const hs_records out = { .size = sizeof out, .stride = sizeof row, .schema = HS_STR("homeostasis.diagnosis/1"),
                           .key_count = 7, .keys = keys, .count = 1, .first = &row };
  hs_status emitted = self->host->emit(self->host, call, &out);
  free(answer.text);
  return emitted;
}

static const hs_lifecycle lifecycle = { .size = sizeof lifecycle, .create = create, .destroy = destroy };
static const hs_analyzer analyzer = { .size = sizeof analyzer, .analyze = analyze };
static const hs_plugin plugin = {
  .size = sizeof plugin, .id = HS_STR("org.example.asking"), .version = HS_STR("1.0.0"),
  .summary = HS_STR("asks the host for what it is told to"), .config_schema = HS_STR("{\"type\":\"object\"}"),
  .needs = HS_STR("homeostasis.state/1? homeostasis.secrets/1?"),
  .consumes = HS_STR("homeostasis.incident/1"), .produces = HS_STR("homeostasis.diagnosis/1"),
  .lifecycle = &lifecycle, .analyzer = &analyzer };
static const hs_module module = { .size = sizeof module, .magic = HS_ABI_MAGIC, .abi_major = HS_ABI_MAJOR,
  .abi_minor = HS_ABI_MINOR, .plugin_count = 1, .plugin_stride = sizeof plugin, .plugins = &plugin,
  .runtime = HS_STR("c") };

HS_EXPORT const hs_module *homeostasis_module_v1(void) { return &module; }
