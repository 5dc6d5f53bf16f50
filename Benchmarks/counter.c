/* An analyzer that only counts its rows: what a call costs when the plugin does next to nothing. */
#include <homeostasis/plugin.h>
#include <stdlib.h>
struct hs_instance { size_t rows; };
static hs_status create(const hs_host *host, const hs_call *call, hs_str settings, hs_instance **out) {
  (void)host; (void)call; (void)settings;
  *out = calloc(1, sizeof **out);
  return *out ? HS_OK : HS_FAILED;
}
static void destroy(hs_instance *self) { free(self); }
static hs_status analyze(hs_instance *self, const hs_call *call, const hs_records *in) {
  (void)call;
  static const hs_str key = HS_STR("count");
  const size_t count = hs_column(in, key);
  for (size_t i = 0; i < in->count; i++) if (hs_cell(in, i, count, HS_I64)) self->rows++;
  return HS_OK;
}
static const hs_lifecycle lifecycle = { .size = sizeof lifecycle, .create = create, .destroy = destroy };
static const hs_analyzer analyzer = { .size = sizeof analyzer, .analyze = analyze };
static const hs_plugin plugin = { .size = sizeof plugin, .capabilities = HS_CAP_PURE, .id = HS_STR("org.example.counter"),
  .version = HS_STR("1.0.0"), .consumes = HS_STR("homeostasis.incident/1"), .produces = HS_STR("homeostasis.diagnosis/1"),
  .lifecycle = &lifecycle, .analyzer = &analyzer };
static const hs_module module = { .size = sizeof module, .magic = HS_ABI_MAGIC, .abi_major = HS_ABI_MAJOR,
  .abi_minor = HS_ABI_MINOR, .plugin_count = 1, .plugin_stride = sizeof plugin, .plugins = &plugin, .runtime = HS_STR("c") };
HS_EXPORT const hs_module *homeostasis_module_v1(void) { return &module; }
