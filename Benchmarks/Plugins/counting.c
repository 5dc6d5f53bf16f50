/* An analyzer that looks at every incident of a batch and has nothing to say: the price of a call alone. */
#include <homeostasis/plugin.h>
#include <stdlib.h>

struct hs_instance {
  size_t known;
};

static hs_status create(const hs_host *host, const hs_call *call, hs_str settings, hs_instance **out) {
  (void)host;
  (void)call;
  (void)settings;
  *out = calloc(1, sizeof(hs_instance));
  return *out ? HS_OK : HS_FAILED;
}

static void destroy(hs_instance *self) { free(self); }

static hs_status analyze(hs_instance *self, const hs_call *call, const hs_records *in) {
  static const hs_str type_key = HS_STR("type"), wanted = HS_STR("ValueError");
  (void)call;
  const size_t type = hs_column(in, type_key);
  for (size_t i = 0; i < in->count; i++) {
    const hs_value *name = hs_cell(in, i, type, HS_TEXT);
    if (name && hs_equal(name->text, wanted)) self->known++;
  }
  return HS_OK;
}

static const hs_lifecycle lifecycle = { .size = sizeof lifecycle, .create = create, .destroy = destroy };
static const hs_analyzer analyzer = { .size = sizeof analyzer, .analyze = analyze };
static const hs_plugin plugin = {
  .size = sizeof plugin, .capabilities = HS_CAP_PURE, .id = HS_STR("org.homeostasis.bench.counting"),
  .version = HS_STR("1.0.0"), .summary = HS_STR("looks at every incident"),
  .config_schema = HS_STR("{\"type\":\"object\",\"additionalProperties\":false}"),
  .consumes = HS_STR("homeostasis.incident/1"), .produces = HS_STR("homeostasis.diagnosis/1"),
  .lifecycle = &lifecycle, .analyzer = &analyzer };
static const hs_module module = { .size = sizeof module, .magic = HS_ABI_MAGIC, .abi_major = HS_ABI_MAJOR,
  .abi_minor = HS_ABI_MINOR, .plugin_count = 1, .plugin_stride = sizeof plugin, .plugins = &plugin,
  .runtime = HS_STR("c") };

HS_EXPORT const hs_module *homeostasis_module_v1(void) { return &module; }
