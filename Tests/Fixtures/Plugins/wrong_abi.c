/* Says that it was compiled for an ABI of the future. */
#include <homeostasis/plugin.h>
static const hs_plugin plugin = { .size = sizeof plugin };
static const hs_module module = { .size = sizeof module, .magic = HS_ABI_MAGIC, .abi_major = 9, .plugin_count = 1,
  .plugin_stride = sizeof plugin, .plugins = &plugin, .runtime = HS_STR("c") };
HS_EXPORT const hs_module *homeostasis_module_v1(void) { return &module; }
