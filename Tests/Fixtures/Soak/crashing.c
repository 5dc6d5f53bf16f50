/* A plugin of the kind KIND that dies where its record says so: "HOW TIMES WHEN", such as "segv once late". HOW is segv,
 * abort, leave, hang, leak, garbage or well; `once` only at the first attempt, `always` at each; `early` before it has
 * answered, `late` after. A monitor has no records: its numbers are lines of the file PLAN, and so that it dies once only
 * it leaves a file in the folder MARKS. It refuses work before it was started. */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <homeostasis/plugin.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct hs_instance { const hs_host *host; int is_started; int64_t next; };

static hs_status create(const hs_host *host, const hs_call *call, hs_str settings, hs_instance **out) {
  (void)call; (void)settings;
  *out = calloc(1, sizeof **out);
  if (!*out) return HS_FAILED;
  (*out)->host = host;
  (*out)->next = 1;
  return HS_OK;
}
static void destroy(hs_instance *self) { free(self); }
static hs_status start(hs_instance *self, const hs_call *call) { (void)call; self->is_started = 1; return HS_OK; }

static void die(const char *how) {
  if (!strcmp(how, "segv")) *(volatile int *)8 = 1;
  if (!strcmp(how, "abort")) abort();
  if (!strcmp(how, "leave")) _exit(0);
  if (!strcmp(how, "hang")) for (;;) pause();
  /* Until the limit of the process: then there is nothing to write to. */
  if (!strcmp(how, "leak")) for (;;) *(volatile char *)malloc((size_t)64 << 20) = 1;
  if (!strcmp(how, "garbage")) for (int file = 3; file < 64; file++) if (write(file, "\xff\xff\xff\x01garbage", 11) < 0) continue;
}

#define TEXT(word) { .kind = HS_TEXT, .text = HS_STR(word) }
#define LIST { .kind = HS_JSON, .text = HS_STR("[]") }
#define NUMBER(n) { .kind = HS_I64, .i64 = n }
#define TRUTH(b) { .kind = HS_BOOL, .boolean = b }

#if defined(ANALYZER)
#  define WORD "title"
#  define SCHEMA "homeostasis.diagnosis/1"
#  define IN "homeostasis.incident/1"
#  define COLUMNS { HS_STR("cause"), HS_STR("category"), HS_STR("confidence"), HS_STR("exceptions"), HS_STR("locations"), \
                    HS_STR("evidence"), HS_STR("related") }
#  define CELLS { TEXT("x"), TEXT("x"), { .kind = HS_F64, .f64 = 1 }, LIST, LIST, LIST, LIST }
#elif defined(PATCHER)
#  define WORD "cause"
#  define SCHEMA "homeostasis.patch/1"
#  define IN "homeostasis.diagnosis/1"
#  define COLUMNS { HS_STR("kind"), HS_STR("base"), HS_STR("title"), HS_STR("score"), HS_STR("suppresses"), HS_STR("files"), \
                    HS_STR("diff") }
#  define CELLS { TEXT("source"), TEXT("b"), TEXT("x"), { .kind = HS_F64, .f64 = 1 }, TRUTH(0), LIST, TEXT("d") }
#elif defined(TESTER)
#  define WORD "title"
#  define SCHEMA "homeostasis.verdict/1"
#  define IN "homeostasis.patch/1"
#  define COLUMNS { HS_STR("result"), HS_STR("reason"), HS_STR("patch_hash"), HS_STR("tree"), HS_STR("reproduced_before"), \
                    HS_STR("fixed_after"), HS_STR("passed"), HS_STR("failed"), HS_STR("skipped"), HS_STR("flaky"), \
                    HS_STR("duration_ns"), HS_STR("failures") }
#  define CELLS { TEXT("accepted"), TEXT("ok"), TEXT("p"), TEXT("t"), TRUTH(1), TRUTH(1), NUMBER(1), NUMBER(0), NUMBER(0), \
                  NUMBER(0), NUMBER(1), LIST }
#elif defined(DEPLOYER)
#  define WORD "title"
#  define SCHEMA "homeostasis.rollout/1"
#  define IN "homeostasis.patch/1 homeostasis.rollout/1"
#  define COLUMNS { HS_STR("rollout"), HS_STR("service"), HS_STR("target"), HS_STR("state"), HS_STR("generation"), \
                    HS_STR("previous"), HS_STR("patch_hash"), HS_STR("tree"), HS_STR("undo") }
#  define CELLS { TEXT("r"), TEXT("s"), TEXT("t"), TEXT("prepared"), NUMBER(2), NUMBER(1), TEXT("p"), TEXT("t"), \
                  { .kind = HS_JSON, .text = HS_STR("{}") } }
#else
#  define SCHEMA "homeostasis.event/1"
#  define IN ""
#endif

#ifdef WORD
static hs_status work(hs_instance *self, const hs_call *call, const hs_records *in) {
  static const hs_str keys[] = COLUMNS, word_key = HS_STR(WORD);
  const hs_value cells[] = CELLS;
  char text[128], how[32] = "", times[32] = "", when[32] = "";
  const hs_value *word = hs_cell(in, 0, hs_column(in, word_key), HS_TEXT);
  if (!word || !self->is_started) return HS_INVALID;
  snprintf(text, sizeof text, "%.*s", (int)word->text.len, word->text.ptr);
  sscanf(text, "%31s %31s %31s", how, times, when);
  int dies = !strcmp(times, "always") || (!strcmp(times, "once") && call->attempt == 1), late = !strcmp(when, "late");
  if (dies && !late) die(how);
  const hs_record row = { .parent = hs_row(in, 0)->id, .values = cells };
  const hs_records out = { .size = sizeof out, .stride = sizeof row, .schema = HS_STR(SCHEMA),
    .key_count = sizeof keys / sizeof *keys, .keys = keys, .count = 1, .first = &row };
  hs_status status = self->host->emit(self->host, call, &out);
  if (dies && late) die(how);
  return status;
}
#endif

#if defined(ANALYZER)
static const hs_analyzer table = { .size = sizeof table, .analyze = work };
#elif defined(PATCHER)
static const hs_patcher table = { .size = sizeof table, .propose = work };
#elif defined(TESTER)
static const hs_tester table = { .size = sizeof table, .verify = work };
#elif defined(DEPLOYER)
static const hs_deployer table = { .size = sizeof table, .prepare = work, .switch_over = work, .promote = work,
  .rollback = work, .status = work };
#else
static hs_status resume(hs_instance *self, const hs_call *call, const hs_records *cursors) {
  (void)call;
  static const hs_str position_key = HS_STR("position");
  const hs_value *position = hs_cell(cursors, 0, hs_column(cursors, position_key), HS_BYTES);
  if (position && position->text.len == sizeof self->next) {
    memcpy(&self->next, position->text.ptr, sizeof self->next);
    self->next++;
  }
  return HS_OK;
}

/* The words of line `next` of the plan; 0 at its end. */
static int planned(int64_t next, char *how, char *when) {
  FILE *plan = fopen(PLAN, "r");
  char line[128], times[32];
  int found = 0;
  for (int64_t number = 1; plan && number <= next; number++) found = fgets(line, sizeof line, plan) != NULL;
  if (plan) fclose(plan);
  return found && sscanf(line, "%31s %31s %31s", how, times, when) == 3;
}

static int first_time(int64_t number) {
  char path[512];
  snprintf(path, sizeof path, "%s/%lld", MARKS, (long long)number);
  int file = open(path, O_CREAT | O_EXCL | O_WRONLY, 0600);
  if (file >= 0) close(file);
  return file >= 0;
}

static hs_status poll_plan(hs_instance *self, const hs_call *call) {
  static const hs_str keys[] = { HS_STR("service"), HS_STR("source"), HS_STR("signal"), HS_STR("severity"), HS_STR("message") };
  static const hs_value cells[] = { TEXT("shop"), TEXT("plan"), TEXT("log"), NUMBER(9), TEXT("x") };
  char how[32], when[32], id[32];
  if (!self->is_started) return HS_INVALID;
  if (!planned(self->next, how, when)) return HS_OK;
  int dies = strcmp(how, "well") && first_time(self->next), late = !strcmp(when, "late");
  if (dies && !late) die(how);
  const hs_record row = { .id = { id, (size_t)snprintf(id, sizeof id, "%lld", (long long)self->next) }, .values = cells };
  const hs_records out = { .size = sizeof out, .stride = sizeof row, .schema = HS_STR(SCHEMA), .stream = HS_STR("plan"),
    .cursor = { (const char *)&self->next, sizeof self->next }, .key_count = 5, .keys = keys, .count = 1, .first = &row };
  hs_status status = self->host->emit(self->host, call, &out);
  if (dies && late) die(how);
  if (status == HS_OK) self->next++;
  return status;
}
static const hs_monitor table = { .size = sizeof table, .resume = resume, .poll = poll_plan };
#endif

static const hs_lifecycle lifecycle = { .size = sizeof lifecycle, .create = create, .destroy = destroy, .start = start };
static const hs_plugin plugin = {
  .size = sizeof plugin, .id = HS_STR("org.example.crashing"), .version = HS_STR("1.0.0"),
  .summary = HS_STR("dies where it is told to"), .consumes = HS_STR(IN), .produces = HS_STR(SCHEMA),
  .lifecycle = &lifecycle,
#if defined(ANALYZER)
  .analyzer = &table
#elif defined(PATCHER)
  .patcher = &table
#elif defined(TESTER)
  .tester = &table
#elif defined(DEPLOYER)
  .deployer = &table
#else
  .monitor = &table
#endif
};
static const hs_module module = { .size = sizeof module, .magic = HS_ABI_MAGIC, .abi_major = HS_ABI_MAJOR,
  .abi_minor = HS_ABI_MINOR, .plugin_count = 1, .plugin_stride = sizeof plugin, .plugins = &plugin,
  .runtime = HS_STR("c") };
HS_EXPORT const hs_module *homeostasis_module_v1(void) { return &module; }
