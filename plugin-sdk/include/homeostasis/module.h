/* homeostasis/module.h: what is the same in most plugins written in C. It is compiled into the plugin and no part of the
 * ABI: write it yourself where yours differs.
 *
 *   struct hs_instance { const hs_host *host; ... };       begins with the host
 *   HS_PLAIN_LIFECYCLE(lifecycle);                         create zeroes the rest, destroy frees it
 *   static const hs_plugin plugin = { ..., .lifecycle = &lifecycle, ... };
 *   HS_EXPORT_PLUGIN(plugin)                                      the module of one plugin, and the entry
 */
#ifndef HOMEOSTASIS_MODULE_H
#define HOMEOSTASIS_MODULE_H
#include "plugin.h"
#include <stdlib.h>

/* A lifecycle of create and destroy alone, for settings that the schema has checked and that nothing is taken from. */
#define HS_PLAIN_LIFECYCLE(name) \
  static hs_status name##_create(const hs_host *host, const hs_call *call, hs_str settings, hs_instance **out) { \
    (void)call; (void)settings; \
    hs_instance *self = (hs_instance *)calloc(1, sizeof *self); \
    if (!self) return HS_FAILED; \
    self->host = host; \
    *out = self; \
    return HS_OK; \
  } \
  static void name##_destroy(hs_instance *self) { free(self); } \
  static const hs_lifecycle name = { .size = sizeof name, .create = name##_create, .destroy = name##_destroy }

/* The module that holds `plugin` alone, and the one exported symbol. */
#define HS_EXPORT_PLUGIN(plugin) \
  static const hs_module plugin##_module = { .size = sizeof plugin##_module, .magic = HS_ABI_MAGIC, \
    .abi_major = HS_ABI_MAJOR, .abi_minor = HS_ABI_MINOR, .plugin_count = 1, .plugin_stride = sizeof plugin, \
    .plugins = &plugin, .runtime = HS_STR("c") }; \
  HS_EXPORT const hs_module *homeostasis_module_v1(void) { return &plugin##_module; }

/* Emits one row of a schema and gives the answer of emit. HS_CANCELLED: end with HS_OK, the host has enough. [work] */
static inline hs_status hs_emit_row(const hs_host *host, const hs_call *call, hs_str schema, const hs_str *keys,
                                    size_t key_count, const hs_record *row) {
  const hs_records out = { .size = sizeof out, .stride = sizeof *row, .schema = schema, .key_count = key_count,
                           .keys = keys, .count = 1, .first = row };
  return host->emit(host, call, &out);
}
#endif
