/* NAME: a patcher that proposes a restart for every diagnosis. Write what it shall do instead. */
#include <homeostasis/module.h>

struct hs_instance { const hs_host *host; };

HS_PLAIN_LIFECYCLE(lifecycle);         /* the settings have passed the schema below */

static const hs_str keys[] = {
  HS_STR("kind"), HS_STR("base"), HS_STR("title"), HS_STR("score"), HS_STR("suppresses"), HS_STR("files"),
  HS_STR("act")
};
enum { columns = sizeof keys / sizeof *keys };

static const hs_str schema = HS_STR("homeostasis.patch/1");

static hs_status propose(hs_instance *self, const hs_call *call, const hs_records *in) {
  for (size_t i = 0; i < in->count; i++) {
    if (call->stop(call)) return HS_CANCELLED;
    const hs_value cells[columns] = {
      { .kind = HS_TEXT, .text = HS_STR("mitigation") },
      { .kind = HS_TEXT, .text = HS_STR("") },
      { .kind = HS_TEXT, .text = HS_STR("restart it") },
      { .kind = HS_F64, .f64 = 0.1 },
      { .kind = HS_BOOL, .boolean = 0 },
      { .kind = HS_JSON, .text = HS_STR("[]") },
      { .kind = HS_JSON, .text = HS_STR("{\"verb\": \"restart\"}") }
    };
    const hs_record row = { .parent = hs_row(in, i)->id, .at = hs_row(in, i)->at, .values = cells };
    const hs_status status = hs_emit_row(self->host, call, schema, keys, columns, &row);
    if (status != HS_OK) return status == HS_CANCELLED ? HS_OK : status;
  }
  return HS_OK;
}

static const hs_patcher patcher = { .size = sizeof patcher, .propose = propose };
static const hs_plugin plugin = {
  .size = sizeof plugin, .id = HS_STR("org.example.NAME"), .version = HS_STR("0.1.0"),
  .summary = HS_STR("proposes a restart for every diagnosis"),
  .config_schema = HS_STR("{\"type\":\"object\",\"additionalProperties\":false}"),
  .consumes = HS_STR("homeostasis.diagnosis/1"), .produces = HS_STR("homeostasis.patch/1"),
  .lifecycle = &lifecycle, .patcher = &patcher };

HS_EXPORT_PLUGIN(plugin)
