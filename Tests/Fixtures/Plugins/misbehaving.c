/* An analyzer that does what the class of the incident says: crash, abort, leave, hang, or answer garbage. */
#include <homeostasis/plugin.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct hs_instance { const hs_host *host; };

static hs_status create(const hs_host *host, const hs_call *call, hs_str settings, hs_instance **out) {
  (void)call; (void)settings;
  *out = malloc(sizeof **out);
  (*out)->host = host;
  return HS_OK;
}
static void destroy(hs_instance *self) { free(self); }

static int is(const hs_value *cell, const char *word) {
  return cell->text.len == strlen(word) && memcmp(cell->text.ptr, word, cell->text.len) == 0;
}

static hs_status analyze(hs_instance *self, const hs_call *call, const hs_records *in) {
  static const hs_str type_key = HS_STR("type");
  const hs_value *type = hs_cell(in, 0, hs_column(in, type_key), HS_TEXT);
  if (!type) return HS_UNSUPPORTED;
  if (is(type, "crash") || (is(type, "crash-once") && call->attempt == 1)) *(volatile int *)8 = 1;
  if (is(type, "abort")) abort();
  if (is(type, "leave")) _exit(0);
  if (is(type, "hang")) for (;;) pause();
  if (is(type, "poisoned")) return HS_POISONED;
  if (is(type, "wait")) { while (!call->stop(call)) usleep(1000); return HS_CANCELLED; }
  if (is(type, "garbage")) for (int i = 3; i < 64; i++) if (write(i, "\xff\xff\xff\x01garbage", 11) < 0) continue;
  static const hs_str keys[] = { HS_STR("cause"), HS_STR("category"), HS_STR("confidence"), HS_STR("exceptions"),
                                 HS_STR("locations"), HS_STR("evidence"), HS_STR("related") };
  const hs_value empty = { .kind = HS_JSON, .text = HS_STR("[]") };
  hs_value cells[] = { *type, *type, { .kind = HS_F64, .f64 = 1 }, empty, empty, empty, empty };
  if (is(type, "wrong-kind")) cells[2] = *type;
  const hs_record row = { .parent = hs_row(in, 0)->id, .values = cells };
  hs_records out = { .size = sizeof out, .stride = sizeof row, .schema = HS_STR("homeostasis.diagnosis/1"),
                     .key_count = 7, .keys = keys, .count = 1, .first = &row };
  if (is(type, "wrong-schema")) out.schema = (hs_str)HS_STR("homeostasis.patch/1");
  if (is(type, "huge-count")) out.count = (size_t)1 << 40;
  return self->host->emit(self->host, call, &out);
}

static const hs_lifecycle lifecycle = { .size = sizeof lifecycle, .create = create, .destroy = destroy };
static const hs_analyzer analyzer = { .size = sizeof analyzer, .analyze = analyze };
static const hs_plugin plugin = {
  .size = sizeof plugin, .id = HS_STR("org.example.misbehaving"), .version = HS_STR("1.0.0"),
  .summary = HS_STR("does what it should not"), .consumes = HS_STR("homeostasis.incident/1"),
  .produces = HS_STR("homeostasis.diagnosis/1"), .lifecycle = &lifecycle, .analyzer = &analyzer };
static const hs_module module = { .size = sizeof module, .magic = HS_ABI_MAGIC, .abi_major = HS_ABI_MAJOR,
  .abi_minor = HS_ABI_MINOR, .plugin_count = 1, .plugin_stride = sizeof plugin, .plugins = &plugin,
  .runtime = HS_STR("c") };
HS_EXPORT const hs_module *homeostasis_module_v1(void) { return &module; }
