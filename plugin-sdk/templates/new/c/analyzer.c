/* NAME: an analyzer that names the class of every incident. Write what it shall do instead. */
#include <homeostasis/module.h>

struct hs_instance { const hs_host *host; };

HS_PLAIN_LIFECYCLE(lifecycle);         /* the settings have passed the schema below */

static const hs_str keys[] = {
  HS_STR("cause"), HS_STR("category"), HS_STR("confidence"), HS_STR("exceptions"), HS_STR("locations"),
  HS_STR("evidence"), HS_STR("related")
};
enum { columns = sizeof keys / sizeof *keys };

static const hs_str schema = HS_STR("homeostasis.diagnosis/1");

static hs_status analyze(hs_instance *self, const hs_call *call, const hs_records *in) {
  static const hs_str title_key = HS_STR("title");
  static const hs_str type_key = HS_STR("type");
  const size_t title_column = hs_column(in, title_key);
  const size_t type_column = hs_column(in, type_key);
  for (size_t i = 0; i < in->count; i++) {
    if (call->stop(call)) return HS_CANCELLED;
    const hs_value *title = hs_cell(in, i, title_column, HS_TEXT);
    const hs_value *type = hs_cell(in, i, type_column, HS_TEXT);
    if (!title || !type) continue;   /* no answer: the next one is asked */
    const hs_value cells[columns] = {
      *title,
      *type,
      { .kind = HS_F64, .f64 = 0.1 },
      { .kind = HS_JSON, .text = HS_STR("[]") },
      { .kind = HS_JSON, .text = HS_STR("[]") },
      { .kind = HS_JSON, .text = HS_STR("[]") },
      { .kind = HS_JSON, .text = HS_STR("[]") }
    };
    const hs_record row = { .parent = hs_row(in, i)->id, .at = hs_row(in, i)->at, .values = cells };
    const hs_status status = hs_emit_row(self->host, call, schema, keys, columns, &row);
    if (status != HS_OK) return status == HS_CANCELLED ? HS_OK : status;
  }
  return HS_OK;
}

static const hs_analyzer analyzer = { .size = sizeof analyzer, .analyze = analyze };
static const hs_plugin plugin = {
  .size = sizeof plugin, .id = HS_STR("org.example.NAME"), .version = HS_STR("0.1.0"),
  .summary = HS_STR("names the class of every incident"),
  .config_schema = HS_STR("{\"type\":\"object\",\"additionalProperties\":false}"),
  .consumes = HS_STR("homeostasis.incident/1"), .produces = HS_STR("homeostasis.diagnosis/1"),
  .lifecycle = &lifecycle, .analyzer = &analyzer };

HS_EXPORT_PLUGIN(plugin)
