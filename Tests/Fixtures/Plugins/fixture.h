/* A good analyzer with state. A fixture says what is different by defining one of the words below, and includes this. */
#include <homeostasis/services.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifndef MEMBERS
#  define MEMBERS
#endif
#ifndef ON_CREATE
#  define ON_CREATE
#endif
#ifndef ON_START
#  define ON_START
#endif
#ifndef ON_DRAIN
#  define ON_DRAIN
#endif
#ifndef ON_DESTROY
#  define ON_DESTROY
#endif
#ifndef ON_WORK
#  define ON_WORK
#endif
#ifndef ON_ROW
#  define ON_ROW
#endif
#ifndef ON_RESTORE
#  define ON_RESTORE if (!is_state(state)) return HS_UNSUPPORTED;
#endif
#ifndef ON_SELF_TEST
#  define ON_SELF_TEST
#endif
#ifndef ROW
#  define ROW(in, i) hs_row(in, i)
#endif
#ifndef PARENT
#  define PARENT ROW(in, i)->id
#endif
#ifndef AFTER_EMIT
#  define AFTER_EMIT if (status == HS_CANCELLED) return HS_OK; if (status != HS_OK) return status;
#endif
#ifndef RESTORED
#  define RESTORED cell ? cell->i64 : 0
#endif
#ifndef EMITS
#  define EMITS "homeostasis.diagnosis/1"
#endif
#ifndef SCHEMA
#  define SCHEMA "{\"type\":\"object\",\"additionalProperties\":false}"
#endif
#ifndef VERSION
#  define VERSION "1.0.0"
#endif

struct hs_instance { const hs_host *host; int64_t rows; MEMBERS };

static hs_status create(const hs_host *host, const hs_call *call, hs_str settings, hs_instance **out) {
  hs_instance *self = calloc(1, sizeof *self);
  (void)call; (void)settings;
  self->host = host;
  ON_CREATE
  *out = self;
  return HS_OK;
}
static void destroy(hs_instance *self) { ON_DESTROY free(self); }
static hs_status start(hs_instance *self, const hs_call *call) { (void)self; (void)call; ON_START return HS_OK; }
static hs_status drain(hs_instance *self, const hs_call *call) { (void)self; (void)call; ON_DRAIN return HS_OK; }
static hs_status self_test(hs_instance *self, const hs_call *call) {
  (void)self; (void)call; ON_SELF_TEST return HS_OK;
}

static hs_status analyze(hs_instance *self, const hs_call *call, const hs_records *in) {
  static const hs_str title_key = HS_STR("title"), nothing = HS_STR("[]");
  static const hs_str keys[] = { HS_STR("cause"), HS_STR("category"), HS_STR("confidence"), HS_STR("exceptions"),
                                 HS_STR("locations"), HS_STR("evidence"), HS_STR("related") };
  const size_t title = hs_column(in, title_key);
  ON_WORK
  for (size_t i = 0; i < in->count; i++) {
    if (call->stop(call)) return HS_CANCELLED;
    const hs_value *text = hs_cell(in, i, title, HS_TEXT);
    if (!text) continue;
    ON_ROW
    const hs_value empty = { .kind = HS_JSON, .text = nothing };
    const hs_value cells[] = { *text, *text, { .kind = HS_F64, .f64 = 0.1 }, empty, empty, empty, empty };
    const hs_record row = { .parent = PARENT, .values = cells };
    const hs_records out = { .size = sizeof out, .stride = sizeof row, .schema = HS_STR(EMITS),
                             .key_count = 7, .keys = keys, .count = 1, .first = &row };
    hs_status status = self->host->emit(self->host, call, &out);
    (void)status;
    AFTER_EMIT
    self->rows++;
  }
  return HS_OK;
}

static const hs_str state_key = HS_STR("rows"), state_schema = HS_STR("org.example.fixture.state/1");
static inline int is_state(const hs_records *state) { return hs_equal(state->schema, state_schema); }
static hs_status save(hs_instance *self, const hs_call *call) {
  const hs_value cell = { .kind = HS_I64, .i64 = self->rows };
  const hs_record row = { .values = &cell };
  const hs_records out = { .size = sizeof out, .stride = sizeof row, .schema = state_schema, .key_count = 1,
                           .keys = &state_key, .count = 1, .first = &row };
  return self->host->emit(self->host, call, &out);
}
static hs_status restore(hs_instance *self, const hs_call *call, const hs_records *state) {
  (void)call;
  ON_RESTORE
  const hs_value *cell = hs_cell(state, 0, hs_column(state, state_key), HS_I64);
  self->rows = RESTORED;
  return HS_OK;
}

static const hs_lifecycle lifecycle = { .size = sizeof lifecycle, .create = create, .destroy = destroy,
  .start = start, .drain = drain, .save = save, .restore = restore, .self_test = self_test };
static const hs_analyzer analyzer = { .size = sizeof analyzer, .analyze = analyze };
#ifndef DESCRIPTOR
#  define DESCRIPTOR static const
#endif
DESCRIPTOR hs_plugin plugin = {
  .size = sizeof plugin, .capabilities = HS_CAP_PURE | HS_CAP_STATEFUL, .id = HS_STR("org.example.fixture"),
  .version = HS_STR(VERSION), .summary = HS_STR("a fixture"), .config_schema = HS_STR(SCHEMA),
  .consumes = HS_STR("homeostasis.incident/1"), .produces = HS_STR("homeostasis.diagnosis/1"),
  .lifecycle = &lifecycle, .analyzer = &analyzer };
static const hs_module module = { .size = sizeof module, .magic = HS_ABI_MAGIC, .abi_major = HS_ABI_MAJOR,
  .abi_minor = HS_ABI_MINOR, .plugin_count = 1, .plugin_stride = sizeof plugin, .plugins = &plugin,
  .runtime = HS_STR("c") };
#ifndef ON_ENTRY
#  define ON_ENTRY
#endif
HS_EXPORT const hs_module *homeostasis_module_v1(void) { ON_ENTRY return &module; }
