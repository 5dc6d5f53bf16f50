/* Fills none of the five kinds' tables. */
#include <homeostasis/plugin.h>
struct hs_instance { int nothing; };
static hs_status create(const hs_host *host, const hs_call *call, hs_str settings, hs_instance **out) {
  static hs_instance instance;
  (void)host; (void)call; (void)settings;
  *out = &instance;
  return HS_OK;
}
static void destroy(hs_instance *self) { (void)self; }
static const hs_lifecycle lifecycle = { .size = sizeof lifecycle, .create = create, .destroy = destroy };
static const hs_plugin plugin = { .size = sizeof plugin, .id = HS_STR("org.example.nothing"),
  .version = HS_STR("1.0.0"), .lifecycle = &lifecycle };
static const hs_module module = { .size = sizeof module, .magic = HS_ABI_MAGIC, .abi_major = HS_ABI_MAJOR,
  .abi_minor = HS_ABI_MINOR, .plugin_count = 1, .plugin_stride = sizeof plugin, .plugins = &plugin,
  .runtime = HS_STR("c") };
HS_EXPORT const hs_module *homeostasis_module_v1(void) { return &module; }
