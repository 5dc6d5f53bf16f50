/* An analyzer that numbers the incidents it sees, and hands the number over when it is reloaded. The macros make its
 * versions: what it answers, and what is wrong with them. */
#include <homeostasis/plugin.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef VERSION
#  define VERSION "1.0.0"
#endif
#ifndef ID
#  define ID "org.example.counting"
#endif
#ifndef CATEGORY
#  define CATEGORY "counted"
#endif
#ifndef CAPABILITIES
#  define CAPABILITIES HS_CAP_STATEFUL
#endif
#ifndef STATE
#  define STATE "org.example.counting.state/1"
#endif
#ifndef SCHEMA
#  define SCHEMA "{\"type\":\"object\",\"properties\":{\"lock\":{\"type\":\"string\"}}}"
#endif
#ifndef SLOW_US
#  define SLOW_US 0
#endif

struct hs_instance { const hs_host *host; int64_t count; int running; char lock[256]; };

static const hs_str count_key = HS_STR("count");

static hs_status create(const hs_host *host, const hs_call *call, hs_str settings, hs_instance **out) {
  (void)call;
#ifdef CREATE_FAILS
  return HS_FAILED;
#endif
#ifdef CREATE_CRASHES
  abort();
#endif
  hs_instance *self = calloc(1, sizeof *self);
  self->host = host;
  const char *path = settings.len ? memchr(settings.ptr, '/', settings.len) : NULL;
  if (path) {
    const char *end = memchr(path, '"', settings.len - (size_t)(path - settings.ptr));
    if (end && end - path < 256) memcpy(self->lock, path, (size_t)(end - path));
  }
  *out = self;
  return HS_OK;
}
static void destroy(hs_instance *self) { free(self); }

static hs_status fail(const hs_call *call, const char *code) {
  const hs_failure failure = { .size = sizeof failure, .status = HS_FAILED, .code = { code, strlen(code) },
                               .text = HS_STR("as it was built to do") };
  return call->fail(call, &failure);
}

static hs_status start(hs_instance *self, const hs_call *call) {
#ifdef START_FAILS
  return fail(call, "counting.start");
#endif
  if (self->lock[0]) {                   /* what only one may hold */
    int file = open(self->lock, O_CREAT | O_EXCL | O_WRONLY, 0600);
    if (file < 0) return fail(call, "counting.locked");
    close(file);
  }
  self->running = 1;
  return HS_OK;
}
static hs_status drain(hs_instance *self, const hs_call *call) {
  (void)call;
  if (self->lock[0] && self->running) unlink(self->lock);
  self->running = 0;
  return HS_OK;
}
static hs_status self_test(hs_instance *self, const hs_call *call) {
  (void)self; (void)call;
#ifdef SELF_TEST_FAILS
  return fail(call, "counting.self-test");
#endif
  return HS_OK;
}

static hs_status save(hs_instance *self, const hs_call *call) {
  const hs_value cell = { .kind = HS_I64, .i64 = self->count };
  const hs_record row = { .id = HS_STR("count"), .values = &cell };
  const hs_records out = { .size = sizeof out, .stride = sizeof row, .schema = HS_STR(STATE), .key_count = 1,
                           .keys = &count_key, .count = 1, .first = &row };
  return self->host->emit(self->host, call, &out);
}
static hs_status restore(hs_instance *self, const hs_call *call, const hs_records *state) {
  (void)call;
#ifdef RESTORE_FAILS
  return fail(call, "counting.restore");
#endif
  static const hs_str schema = HS_STR(STATE);
  const hs_value *count = hs_cell(state, 0, hs_column(state, count_key), HS_I64);
  if (!hs_equal(state->schema, schema)) return HS_UNSUPPORTED;
  if (!count) return HS_INVALID;
  self->count = count->i64;
  return HS_OK;
}

static int is(hs_str text, const char *word) { return text.len == strlen(word) && memcmp(text.ptr, word, text.len) == 0; }

static hs_status analyze(hs_instance *self, const hs_call *call, const hs_records *in) {
  static const hs_str type_key = HS_STR("type");
  static const hs_str keys[] = { HS_STR("cause"), HS_STR("category"), HS_STR("confidence"), HS_STR("exceptions"),
                                 HS_STR("locations"), HS_STR("evidence"), HS_STR("related") };
  static const hs_value category = { .kind = HS_TEXT, .text = HS_STR(CATEGORY) };
  const size_t type_column = hs_column(in, type_key);
  if (SLOW_US) usleep(SLOW_US);
  for (size_t i = 0; i < in->count; i++) {
    const hs_value *type = hs_cell(in, i, type_column, HS_TEXT);
    if (type && is(type->text, "crash-always")) abort();
#ifdef CRASH_ON
    if (type && is(type->text, CRASH_ON)) abort();
#endif
#ifdef FAIL_ON
    if (type && is(type->text, FAIL_ON)) return fail(call, "counting.asked-for");
#endif
    self->count++;
    const hs_value empty = { .kind = HS_JSON, .text = HS_STR("[]") };
    const hs_value cells[] = { category, category, { .kind = HS_F64, .f64 = (double)self->count }, empty, empty, empty, empty };
    const hs_record row = { .parent = hs_row(in, i)->id, .values = cells };
    const hs_records out = { .size = sizeof out, .stride = sizeof row, .schema = HS_STR("homeostasis.diagnosis/1"),
                             .key_count = 7, .keys = keys, .count = 1, .first = &row };
    hs_status status = self->host->emit(self->host, call, &out);
    if (status != HS_OK) return status;
  }
  return HS_OK;
}

static const hs_lifecycle lifecycle = { .size = sizeof lifecycle, .create = create, .destroy = destroy,
  .restore = restore, .start = start, .drain = drain, .save = save, .self_test = self_test };
static const hs_analyzer analyzer = { .size = sizeof analyzer, .analyze = analyze };
static const hs_plugin plugin = {
  .size = sizeof plugin, .capabilities = CAPABILITIES, .id = HS_STR(ID), .version = HS_STR(VERSION),
  .summary = HS_STR("numbers incidents"), .config_schema = HS_STR(SCHEMA), .consumes = HS_STR("homeostasis.incident/1"),
  .produces = HS_STR("homeostasis.diagnosis/1"), .lifecycle = &lifecycle, .analyzer = &analyzer };
static const hs_module module = { .size = sizeof module, .magic = HS_ABI_MAGIC, .abi_major = HS_ABI_MAJOR,
  .abi_minor = HS_ABI_MINOR, .plugin_count = 1, .plugin_stride = sizeof plugin, .plugins = &plugin,
  .runtime = HS_STR("c") };
HS_EXPORT const hs_module *homeostasis_module_v1(void) { return &module; }
