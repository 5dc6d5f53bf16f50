/* NAME: a tester that finds every patch inconclusive. Write what it shall do instead. */
#include <homeostasis/module.h>

struct hs_instance { const hs_host *host; };

HS_PLAIN_LIFECYCLE(lifecycle);         /* the settings have passed the schema below */

static const hs_str keys[] = {
  HS_STR("result"), HS_STR("reason"), HS_STR("patch_hash"), HS_STR("tree"), HS_STR("reproduced_before"),
  HS_STR("fixed_after"), HS_STR("passed"), HS_STR("failed"), HS_STR("skipped"), HS_STR("flaky"),
  HS_STR("duration_ns"), HS_STR("failures")
};
enum { columns = sizeof keys / sizeof *keys };

static const hs_str schema = HS_STR("homeostasis.verdict/1");

static hs_status verify(hs_instance *self, const hs_call *call, const hs_records *in) {
  for (size_t i = 0; i < in->count; i++) {
    if (call->stop(call)) return HS_CANCELLED;
    const hs_value cells[columns] = {
      { .kind = HS_TEXT, .text = HS_STR("inconclusive") },
      { .kind = HS_TEXT, .text = HS_STR("not-written") },
      { .kind = HS_TEXT, .text = HS_STR("") },
      { .kind = HS_TEXT, .text = HS_STR("") },
      { .kind = HS_BOOL, .boolean = 0 },
      { .kind = HS_BOOL, .boolean = 0 },
      { .kind = HS_I64, .i64 = 0 },
      { .kind = HS_I64, .i64 = 0 },
      { .kind = HS_I64, .i64 = 0 },
      { .kind = HS_I64, .i64 = 0 },
      { .kind = HS_I64, .i64 = 0 },
      { .kind = HS_JSON, .text = HS_STR("[]") }
    };
    const hs_record row = { .parent = hs_row(in, i)->id, .at = hs_row(in, i)->at, .values = cells };
    const hs_status status = hs_emit_row(self->host, call, schema, keys, columns, &row);
    if (status != HS_OK) return status == HS_CANCELLED ? HS_OK : status;
  }
  return HS_OK;
}

static const hs_tester tester = { .size = sizeof tester, .verify = verify };
static const hs_plugin plugin = {
  .size = sizeof plugin, .id = HS_STR("org.example.NAME"), .version = HS_STR("0.1.0"),
  .summary = HS_STR("finds every patch inconclusive"),
  .config_schema = HS_STR("{\"type\":\"object\",\"additionalProperties\":false}"),
  .consumes = HS_STR("homeostasis.patch/1"), .produces = HS_STR("homeostasis.verdict/1"),
  .lifecycle = &lifecycle, .tester = &tester };

HS_EXPORT_PLUGIN(plugin)
