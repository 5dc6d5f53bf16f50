/* NAME: a deployer that refuses every patch. Write what it shall do instead. */
#include <homeostasis/module.h>

struct hs_instance { const hs_host *host; };

HS_PLAIN_LIFECYCLE(lifecycle);         /* the settings have passed the schema below */

/* Each verb is called again after a crash with the same record: make all of them idempotent. */
static hs_status unfinished(hs_instance *self, const hs_call *call, const hs_records *in) {
  (void)self; (void)in;
  const hs_failure failure = { .size = sizeof failure, .status = HS_UNSUPPORTED, .code = HS_STR("NAME.unfinished"),
                               .text = HS_STR("NAME deploys nothing yet") };
  return call->fail(call, &failure);
}

static const hs_deployer deployer = { .size = sizeof deployer, .prepare = unfinished, .switch_over = unfinished,
  .promote = unfinished, .rollback = unfinished, .status = unfinished };
static const hs_plugin plugin = {
  .size = sizeof plugin, .id = HS_STR("org.example.NAME"), .version = HS_STR("0.1.0"),
  .summary = HS_STR("refuses every patch"),
  .config_schema = HS_STR("{\"type\":\"object\",\"additionalProperties\":false}"),
  .consumes = HS_STR("homeostasis.patch/1 homeostasis.rollout/1"), .produces = HS_STR("homeostasis.rollout/1"),
  .lifecycle = &lifecycle, .deployer = &deployer };

HS_EXPORT_PLUGIN(plugin)
