/* An analyzer of small records of its own schema, each of which it answers: what the way to another process costs. */
#include <homeostasis/plugin.h>
#include <stdlib.h>

enum { rows_at_most = 4096 };

struct hs_instance {
  const hs_host *host;
  hs_record rows[rows_at_most];
  hs_value cells[rows_at_most];
};

static hs_status create(const hs_host *host, const hs_call *call, hs_str settings, hs_instance **out) {
  (void)call;
  (void)settings;
  hs_instance *self = calloc(1, sizeof *self);
  if (!self) return HS_FAILED;
  self->host = host;
  *out = self;
  return HS_OK;
}

static void destroy(hs_instance *self) { free(self); }

static hs_status analyze(hs_instance *self, const hs_call *call, const hs_records *in) {
  static const hs_str value_key = HS_STR("value");
  static const hs_str keys[] = { HS_STR("score") };
  const size_t column = hs_column(in, value_key);
  size_t count = 0;
  if (call->stop(call)) return HS_CANCELLED;
  for (size_t i = 0; i < in->count && count < rows_at_most; i++) {
    const hs_value *value = hs_cell(in, i, column, HS_F64);
    if (!value) continue;
    self->cells[count] = (hs_value){ .kind = HS_F64, .f64 = value->f64 * 2 };
    self->rows[count] = (hs_record){ .parent = hs_row(in, i)->id, .values = &self->cells[count] };
    count++;
  }
  const hs_records out = { .size = sizeof out, .stride = sizeof(hs_record),
                           .schema = HS_STR("org.homeostasis.bench.score/1"), .key_count = 1, .keys = keys,
                           .count = count, .first = self->rows };
  return self->host->emit(self->host, call, &out);
}

static const hs_lifecycle lifecycle = { .size = sizeof lifecycle, .create = create, .destroy = destroy };
static const hs_analyzer analyzer = { .size = sizeof analyzer, .analyze = analyze };
static const hs_plugin plugin = {
  .size = sizeof plugin, .capabilities = HS_CAP_PURE, .id = HS_STR("org.homeostasis.bench.points"),
  .version = HS_STR("1.0.0"), .summary = HS_STR("answers every point"),
  .config_schema = HS_STR("{\"type\":\"object\",\"additionalProperties\":false}"),
  .consumes = HS_STR("org.homeostasis.bench.point/1"), .produces = HS_STR("org.homeostasis.bench.score/1"),
  .lifecycle = &lifecycle, .analyzer = &analyzer };
static const hs_module module = { .size = sizeof module, .magic = HS_ABI_MAGIC, .abi_major = HS_ABI_MAJOR,
  .abi_minor = HS_ABI_MINOR, .plugin_count = 1, .plugin_stride = sizeof plugin, .plugins = &plugin,
  .runtime = HS_STR("c") };

HS_EXPORT const hs_module *homeostasis_module_v1(void) { return &module; }
