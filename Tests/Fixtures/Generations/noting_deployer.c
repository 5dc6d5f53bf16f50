/* A deployer whose rows say which version made them. It changes nothing. */
#include <homeostasis/plugin.h>
#include <stdlib.h>

#ifndef NUMBER
#  define NUMBER 1
#endif

struct hs_instance { const hs_host *host; };

static hs_status create(const hs_host *host, const hs_call *call, hs_str settings, hs_instance **out) {
  (void)call; (void)settings;
  *out = calloc(1, sizeof **out);
  (*out)->host = host;
  return HS_OK;
}
static void destroy(hs_instance *self) { free(self); }

static hs_status note(hs_instance *self, const hs_call *call, const hs_records *in, hs_str state) {
  static const hs_str keys[] = { HS_STR("rollout"), HS_STR("service"), HS_STR("target"), HS_STR("state"),
    HS_STR("generation"), HS_STR("previous"), HS_STR("patch_hash"), HS_STR("tree"), HS_STR("undo") };
  const hs_value word = { .kind = HS_TEXT, .text = HS_STR("x") };
  const hs_value cells[] = { word, word, word, { .kind = HS_TEXT, .text = state }, { .kind = HS_I64, .i64 = NUMBER },
    { .kind = HS_I64, .i64 = 0 }, word, word, { .kind = HS_JSON, .text = HS_STR("{}") } };
  const hs_record row = { .parent = hs_row(in, 0)->id, .values = cells };
  const hs_records out = { .size = sizeof out, .stride = sizeof row, .schema = HS_STR("homeostasis.rollout/1"),
    .key_count = 9, .keys = keys, .count = 1, .first = &row };
  return self->host->emit(self->host, call, &out);
}

#define VERB(name, state) \
  static hs_status name(hs_instance *self, const hs_call *call, const hs_records *in) { \
    return note(self, call, in, (hs_str)HS_STR(state)); }
VERB(prepare, "prepared")
VERB(promote, "promoted")
VERB(roll_back, "rolled-back")
VERB(status, "unknown")

static hs_status switch_over(hs_instance *self, const hs_call *call, const hs_records *in) {
  hs_status status = note(self, call, in, (hs_str)HS_STR("switched"));
#ifdef SWITCH_CRASHES
  abort();
#endif
  return status;
}

static const hs_lifecycle lifecycle = { .size = sizeof lifecycle, .create = create, .destroy = destroy };
static const hs_deployer deployer = { .size = sizeof deployer, .prepare = prepare, .switch_over = switch_over,
  .promote = promote, .rollback = roll_back, .status = status };
static const hs_plugin plugin = {
  .size = sizeof plugin, .id = HS_STR("org.example.noting"), .version = HS_STR("1.0.0"),
  .summary = HS_STR("says who switched"), .consumes = HS_STR("homeostasis.patch/1 homeostasis.rollout/1"),
  .produces = HS_STR("homeostasis.rollout/1"), .lifecycle = &lifecycle, .deployer = &deployer };
static const hs_module module = { .size = sizeof module, .magic = HS_ABI_MAGIC, .abi_major = HS_ABI_MAJOR,
  .abi_minor = HS_ABI_MINOR, .plugin_count = 1, .plugin_stride = sizeof plugin, .plugins = &plugin,
  .runtime = HS_STR("c") };
HS_EXPORT const hs_module *homeostasis_module_v1(void) { return &module; }
