/* A monitor whose source is the numbers from 1 on, 25 in each poll of a few milliseconds. What it has read and not
 * handed over goes with it: the next one reads it again after the cursor. */
#include <homeostasis/plugin.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef VERSION
#  define VERSION "1.0.0"
#endif

struct hs_instance { const hs_host *host; int64_t next, unsent; };

static hs_status create(const hs_host *host, const hs_call *call, hs_str settings, hs_instance **out) {
  (void)call; (void)settings;
  hs_instance *self = calloc(1, sizeof *self);
  self->host = host;
  self->next = 1;
  *out = self;
  return HS_OK;
}
static void destroy(hs_instance *self) { free(self); }

static hs_status resume(hs_instance *self, const hs_call *call, const hs_records *cursors) {
  (void)call;
  static const hs_str position_key = HS_STR("position");
  self->next = 1;
  const hs_value *position = hs_cell(cursors, 0, hs_column(cursors, position_key), HS_BYTES);
  if (position && position->text.len == sizeof self->next) {
    memcpy(&self->next, position->text.ptr, sizeof self->next);
    self->next++;
  }
  return HS_OK;
}

static hs_status hand_over(hs_instance *self, const hs_call *call) {
  static const hs_str keys[] = { HS_STR("service"), HS_STR("source"), HS_STR("signal"), HS_STR("severity"), HS_STR("message") };
  enum { many = 25 };
  static char ids[many][32];
  static hs_value cells[many][5];
  static hs_record rows[many];
  int64_t last = 0;
  for (int i = 0; i < many; i++) {
    last = self->next + i;
    size_t length = (size_t)snprintf(ids[i], sizeof ids[i], "%lld", (long long)last);
    const hs_str id = { ids[i], length };
    const hs_value row[] = { { .kind = HS_TEXT, .text = HS_STR("shop") }, { .kind = HS_TEXT, .text = HS_STR("numbers") },
      { .kind = HS_TEXT, .text = HS_STR("log") }, { .kind = HS_I64, .i64 = 9 }, { .kind = HS_TEXT, .text = id } };
    memcpy(cells[i], row, sizeof row);
    rows[i] = (hs_record){ .id = id, .values = cells[i] };
  }
  const hs_records out = { .size = sizeof out, .stride = sizeof rows[0], .schema = HS_STR("homeostasis.event/1"),
    .stream = HS_STR("numbers"), .cursor = { (const char *)&last, sizeof last }, .key_count = 5, .keys = keys,
    .count = many, .first = rows };
  hs_status status = self->host->emit(self->host, call, &out);
  if (status == HS_OK) self->next = last + 1;
  return status;
}

static hs_status poll_numbers(hs_instance *self, const hs_call *call) {
  for (int i = 0; i < 50; i++) {
    if (call->stop(call)) return HS_CANCELLED;
    usleep(500);
    hs_status status = hand_over(self, call);
    if (status != HS_OK) return status;
  }
  return HS_OK;
}
/* It still has something when it is drained. */
static hs_status drain(hs_instance *self, const hs_call *call) { return hand_over(self, call); }

static const hs_lifecycle lifecycle = { .size = sizeof lifecycle, .create = create, .destroy = destroy, .drain = drain };
static const hs_monitor monitor = { .size = sizeof monitor, .resume = resume, .poll = poll_numbers };
static const hs_plugin plugin = {
  .size = sizeof plugin, .id = HS_STR("org.example.numbers"), .version = HS_STR(VERSION),
  .summary = HS_STR("reads the numbers"), .consumes = HS_STR(""), .produces = HS_STR("homeostasis.event/1"),
  .lifecycle = &lifecycle, .monitor = &monitor };
static const hs_module module = { .size = sizeof module, .magic = HS_ABI_MAGIC, .abi_major = HS_ABI_MAJOR,
  .abi_minor = HS_ABI_MINOR, .plugin_count = 1, .plugin_stride = sizeof plugin, .plugins = &plugin,
  .runtime = HS_STR("c") };
HS_EXPORT const hs_module *homeostasis_module_v1(void) { return &module; }
