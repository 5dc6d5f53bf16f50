/* An analyzer that answers every incident of a batch with a diagnosis, all in one batch: what a record costs on its way
 * into a plugin and back, with next to no work between. */
#include <homeostasis/plugin.h>
#include <stdlib.h>

enum { columns = 7, rows_at_most = 1024 };

struct hs_instance {
  const hs_host *host;
  hs_record rows[rows_at_most];
  hs_value cells[rows_at_most][columns];
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
  static const hs_str type_key = HS_STR("type"), title_key = HS_STR("title"), nothing = HS_STR("[]");
  static const hs_str keys[columns] = { HS_STR("cause"), HS_STR("category"), HS_STR("confidence"), HS_STR("exceptions"),
                                        HS_STR("locations"), HS_STR("evidence"), HS_STR("related") };
  const size_t type = hs_column(in, type_key), title = hs_column(in, title_key);
  size_t count = 0;
#ifdef DIES_FIRST
  if (call->attempt == 1) abort();
#endif
  if (call->stop(call)) return HS_CANCELLED;
  for (size_t i = 0; i < in->count && count < rows_at_most; i++) {
    const hs_value *class_name = hs_cell(in, i, type, HS_TEXT), *line = hs_cell(in, i, title, HS_TEXT);
    if (!class_name || !line) continue;
    hs_value *cells = self->cells[count];
    cells[0] = *line;
    cells[1] = *class_name;
    cells[2] = (hs_value){ .kind = HS_F64, .f64 = 0.5 };
    for (size_t k = 3; k < columns; k++) cells[k] = (hs_value){ .kind = HS_JSON, .text = nothing };
    self->rows[count] = (hs_record){ .parent = hs_row(in, i)->id, .at = hs_row(in, i)->at, .values = cells };
    count++;
  }
  const hs_records out = { .size = sizeof out, .stride = sizeof(hs_record), .schema = HS_STR("homeostasis.diagnosis/1"),
                           .key_count = columns, .keys = keys, .count = count, .first = self->rows };
  return self->host->emit(self->host, call, &out);
}

static const hs_lifecycle lifecycle = { .size = sizeof lifecycle, .create = create, .destroy = destroy };
static const hs_analyzer analyzer = { .size = sizeof analyzer, .analyze = analyze };
static const hs_plugin plugin = {
  .size = sizeof plugin, .capabilities = HS_CAP_PURE, .id = HS_STR("org.homeostasis.bench.answering"),
  .version = HS_STR("1.0.0"), .summary = HS_STR("answers every incident"),
  .config_schema = HS_STR("{\"type\":\"object\",\"additionalProperties\":false}"),
  .consumes = HS_STR("homeostasis.incident/1"), .produces = HS_STR("homeostasis.diagnosis/1"),
  .lifecycle = &lifecycle, .analyzer = &analyzer };
static const hs_module module = { .size = sizeof module, .magic = HS_ABI_MAGIC, .abi_major = HS_ABI_MAJOR,
  .abi_minor = HS_ABI_MINOR, .plugin_count = 1, .plugin_stride = sizeof plugin, .plugins = &plugin,
  .runtime = HS_STR("c") };

HS_EXPORT const hs_module *homeostasis_module_v1(void) { return &module; }
