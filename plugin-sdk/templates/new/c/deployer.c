/* NAME: a deployer that refuses every patch. Write what it shall do instead. */
#include <homeostasis/plugin.h>
#include <stdlib.h>

struct hs_instance { const hs_host *host; };

static hs_status create(const hs_host *host, const hs_call *call, hs_str settings, hs_instance **out) {
  (void)call; (void)settings;            /* they have passed the schema below */
  hs_instance *self = calloc(1, sizeof *self);
  if (!self) return HS_FAILED;
  self->host = host;
  *out = self;
  return HS_OK;
}

static void destroy(hs_instance *self) { free(self); }

/* Each verb is called again after a crash with the same record: make all of them idempotent. */
static hs_status unfinished(hs_instance *self, const hs_call *call, const hs_records *in) {
  (void)self; (void)in;
  const hs_failure failure = { .size = sizeof failure, .status = HS_UNSUPPORTED, .code = HS_STR("NAME.unfinished"),
                               .text = HS_STR("NAME deploys nothing yet") };
  return call->fail(call, &failure);
}

static const hs_lifecycle lifecycle = { .size = sizeof lifecycle, .create = create, .destroy = destroy };
static const hs_deployer deployer = { .size = sizeof deployer, .prepare = unfinished, .switch_over = unfinished,
  .promote = unfinished, .rollback = unfinished, .status = unfinished };
static const hs_plugin plugin = {
  .size = sizeof plugin, .id = HS_STR("org.example.NAME"), .version = HS_STR("0.1.0"), .summary = HS_STR("refuses every patch"),
  .config_schema = HS_STR("{\"type\":\"object\",\"additionalProperties\":false}"),
  .consumes = HS_STR("homeostasis.patch/1 homeostasis.rollout/1"), .produces = HS_STR("homeostasis.rollout/1"),
  .lifecycle = &lifecycle, .deployer = &deployer };
static const hs_module module = { .size = sizeof module, .magic = HS_ABI_MAGIC, .abi_major = HS_ABI_MAJOR,
  .abi_minor = HS_ABI_MINOR, .plugin_count = 1, .plugin_stride = sizeof plugin, .plugins = &plugin,
  .runtime = HS_STR("c") };

HS_EXPORT const hs_module *homeostasis_module_v1(void) { return &module; }
