/* NAME: a monitor that tells once that it watches. Write what it shall do instead. */
#include <homeostasis/module.h>
#include <time.h>

struct hs_instance { const hs_host *host; int told; };

HS_PLAIN_LIFECYCLE(lifecycle);         /* the settings have passed the schema below */

static const hs_str keys[] = {
  HS_STR("service"), HS_STR("source"), HS_STR("signal"), HS_STR("severity"), HS_STR("message")
};
enum { columns = sizeof keys / sizeof *keys };

static hs_status poll(hs_instance *self, const hs_call *call) {
  if (!self->told) {
    const hs_value cells[columns] = {
      { .kind = HS_TEXT, .text = HS_STR("unknown") },
      { .kind = HS_TEXT, .text = HS_STR("NAME") },
      { .kind = HS_TEXT, .text = HS_STR("log") },
      { .kind = HS_I64, .i64 = 9 },
      { .kind = HS_TEXT, .text = HS_STR("NAME watches") }
    };
    /* The id comes from the place that was read: a repeat is dropped as a twin. */
    const hs_record row = { .id = HS_STR("NAME:1"), .values = cells };
    const hs_records out = { .size = sizeof out, .stride = sizeof row, .schema = HS_STR("homeostasis.event/1"),
                             .stream = HS_STR("NAME"), .cursor = HS_STR("1"), .key_count = columns, .keys = keys,
                             .count = 1, .first = &row };
    const hs_status status = self->host->emit(self->host, call, &out);
    if (status != HS_OK) return status == HS_CANCELLED ? HS_OK : status;
    self->told = 1;
  }
  const struct timespec slice = { .tv_nsec = 20 * 1000 * 1000 };
  while (!call->stop(call)) nanosleep(&slice, NULL);   /* wait for data here; the host calls again at once */
  return HS_OK;
}

static const hs_monitor monitor = { .size = sizeof monitor, .poll = poll };
static const hs_plugin plugin = {
  .size = sizeof plugin, .id = HS_STR("org.example.NAME"), .version = HS_STR("0.1.0"),
  .summary = HS_STR("tells once that it watches"),
  .config_schema = HS_STR("{\"type\":\"object\",\"additionalProperties\":false}"),
  .produces = HS_STR("homeostasis.event/1"),
  .lifecycle = &lifecycle, .monitor = &monitor };

HS_EXPORT_PLUGIN(plugin)
