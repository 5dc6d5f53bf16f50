/* homeostasis/plugin.h: the C interface between the Homeostasis host and its plugins (ABI 1.0).
 *
 * Trust: a plugin is code you run. Records are NOT trusted: whoever can cause a log line wrote them.
 * Reading order: 1 Rules, 2 Scalars, 3 Records, 4 The call, 5 The host, 6 The five kinds, 7 The entry. What the host
 * does for a plugin beyond this page is in services.h; the fields of the records are in plugin-sdk/schemas/records
 * (shown by `homeostasis plugin records`).
 *
 * 1  RULES (every declaration relies on them; an exception is stated where it occurs)
 *
 *   Size     A struct that may grow starts with `uint32_t size`, set by whoever fills it. A reader touches nothing
 *            at or beyond `size`. Fields are only appended, each with `since 1.x`; what has no mark is since 1.0.
 *            hs_str, hs_value, hs_field never grow. `reserved`: write zero, do not read.
 *   Borrow   Every pointer passed is valid until the call returns; copy what you keep. Nothing is freed by the other
 *            side. Exceptions: `host` and extension tables live until `destroy` returns, an hs_module for ever.
 *   Null     Marked HS_OPT: may be null. A null function equals an absent one. Other pointers are never null.
 *   Output   Data leaves a plugin only through host->emit. `out` arguments are untouched on failure.
 *   Threads  [setup] serial: together with no other call on the same instance except [any]; not always the same thread.
 *            [work]  any thread, one at a time per instance unless HS_CAP_REENTRANT.
 *            [any]   any thread, at any time. A function of the host that takes a call: only until that call returns.
 *   Failure  No exception, panic, longjmp or Swift trap crosses. Say why with call->fail, then return the hs_status.
 *   Process  A plugin does not fork, exit, chdir, setenv, write to stdout or touch signals. It may run in the host or
 *            in a runner and cannot tell: every argument here is flat and can be copied.
 *   Text     UTF-8, not null-terminated, may hold NUL. Time: an hs_time. Names of other quantities end in their unit.
 */
#ifndef HOMEOSTASIS_PLUGIN_H
#define HOMEOSTASIS_PLUGIN_H
#include <stddef.h>
#include <stdint.h>
#if !defined(__LP64__) || __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#  error "the Homeostasis ABI is 64-bit (LP64), little-endian"
#endif

#define HS_ABI_MAJOR 1u
#define HS_ABI_MINOR 0u
#define HS_ABI_MAGIC 0x48534F53u          /* tells our struct from garbage */

#define HS_EXPORT __attribute__((visibility("default")))
/* True when whoever filled `*p` knew `field` and has set it. `p` is evaluated more than once. Only for growing structs. */
#define HS_HAS(p, field) \
  ((p) && (p)->size >= offsetof(__typeof__(*(p)), field) + sizeof((p)->field) && (p)->field)

#ifdef __cplusplus
#  define HS_ASSERT(condition) static_assert(condition, #condition)
#else
#  define HS_ASSERT(condition) _Static_assert(condition, #condition)
#endif
#if defined(__cplusplus) || defined(__clang__)
#  define HS_CONSTANTS enum : uint32_t    /* so that Swift imports UInt32; a plain anonymous enum would be an Int */
#else
#  define HS_CONSTANTS enum
#endif
#ifdef __clang__
#  define HS_OPT _Nullable
#  define HS_SET _Nonnull                 /* for a pointer to a pointer, which assume_nonnull does not reach */
#  define HS_HEADER_BEGIN _Pragma("clang diagnostic push") \
     _Pragma("clang diagnostic ignored \"-Wnullability-extension\"") \
     _Pragma("clang diagnostic ignored \"-Wc23-extensions\"") _Pragma("clang assume_nonnull begin")
#  define HS_HEADER_END _Pragma("clang assume_nonnull end") _Pragma("clang diagnostic pop")
#else
#  define HS_OPT
#  define HS_SET
#  define HS_HEADER_BEGIN
#  define HS_HEADER_END
#endif
HS_HEADER_BEGIN
#ifdef __cplusplus
extern "C" {
#endif

/* 2  SCALARS */

typedef struct hs_str { const char *HS_OPT ptr; size_t len; } hs_str;         /* null only when len is 0 */
typedef int64_t hs_time;                  /* nanoseconds since 1970-01-01T00:00:00Z; 0: unknown. Signed: a difference
                                             after a clock jump is negative, and unsigned ones trap in Swift. */
typedef uint32_t hs_status;               /* a value not listed here counts as HS_FAILED */
HS_CONSTANTS {
  HS_OK = 0,
  HS_FAILED = 1,                          /* this input failed; the instance is still usable */
  HS_INVALID = 2,                         /* the caller broke a rule, or the configuration is wrong: not tried again */
  HS_UNSUPPORTED = 3,                     /* not my language, format or target: the next plugin is asked */
  HS_CANCELLED = 4,                       /* ended early because call->stop said so; what was emitted counts */
  HS_BUSY = 5,                            /* not now: the same call again later is welcome */
  HS_POISONED = 6,                        /* the instance is broken: only destroy may follow */
  HS_ABSENT = 7,                          /* no such key, file or secret */
  HS_CONFLICT = 8,                        /* compare-and-set: somebody was faster */
  HS_DENIED = 9                           /* outside of what the configuration grants */
};

/* 3  RECORDS: a batch is a small table. Column names stand once, a row has one cell per column, an absent value is
 *    HS_NULL. Look a column up once per batch (hs_column), then index. Unknown columns are skipped, not refused. */

typedef uint32_t hs_kind;
HS_CONSTANTS { HS_NULL = 0, HS_BOOL = 1, HS_I64 = 2, HS_F64 = 3, HS_TEXT = 4, HS_BYTES = 5, HS_TIME = 6,
  HS_JSON = 7 /* text holding one JSON value: for nested data */ };

typedef struct hs_value {
  hs_kind kind;
  uint32_t reserved;
  union { uint64_t boolean; int64_t i64; double f64; hs_time time; hs_str text; };   /* text: TEXT, BYTES and JSON */
} hs_value;

typedef struct hs_field { hs_str key; hs_value value; } hs_field;    /* log fields, metric labels, headers */

typedef struct hs_record {
  hs_str id;                              /* unique in its schema; one seen before is dropped as a twin, so repeats do no
                                             harm. Empty: a hash of schema, parent and cells. Monitors always set it,
                                             from the position they read: two equal log lines are no twins. */
  hs_str parent;                          /* id of the record that caused this one; empty at the root */
  hs_time at;                             /* when it happened; 0: the host's time of receipt */
  const hs_value *HS_OPT values;          /* key_count cells; null only when there are no columns */
} hs_record;

HS_CONSTANTS {
  HS_BATCH_DURABLE = 1u << 0              /* emit returns HS_OK only once stored: for a source that then answers its
                                             client, and always so for homeostasis.rollout/1 */
};
typedef struct hs_records {
  uint32_t size;
  uint32_t stride;                        /* bytes from row to row, at least sizeof(hs_record) of 1.0 */
  uint32_t flags;                         /* HS_BATCH_ bits; unknown ones are ignored */
  uint32_t reserved;
  hs_str schema;                          /* "homeostasis.incident/1", "com.example.thing/2" */
  hs_str stream;                          /* monitors: which of its sources; the host keeps one cursor per stream */
  hs_str cursor;                          /* monitors: opaque, up to 64 KiB: the place after the last row. Stored in one
                                             transaction with the rows; may come with no rows. Empty: no news. */
  size_t key_count;
  const hs_str *HS_OPT keys;
  size_t count;                           /* emit: up to 65,536 rows and 16 MiB, above that HS_INVALID */
  const hs_record *HS_OPT first;
} hs_records;

/* 4  THE CALL: one per call into the plugin, valid until it returns. */

typedef struct hs_failure {
  uint32_t size;
  hs_status status;
  hs_str code;                            /* stable, greppable: "config.unknown-key" */
  hs_str place;                           /* JSON pointer into the configuration, or file:line */
  hs_str text;                            /* what is wrong and what to do */
  hs_str record;                          /* id of the row it concerns; empty: the call as a whole */
  int64_t retry_after_ns;                 /* with HS_BUSY: not before; 0: the host decides */
} hs_failure;

typedef struct hs_call {
  uint32_t size;
  uint32_t attempt;                       /* 1, 2, ...: grows when the host repeats the same work */
  hs_str id;                              /* names the work; the same in every attempt and after a crash: use it as the
                                             idempotency key */
  hs_str trace;                           /* W3C traceparent */
  int64_t deadline_ns;                    /* on CLOCK_MONOTONIC, since clocks jump; 0: none */
  size_t context_count;                   /* batches beside the input: homeostasis.service/1 always, then the ancestors */
  const hs_records *HS_SET const *HS_OPT context;   /* of the input's rows, joined by id and parent */
  void *HS_OPT owner;                     /* the host's */
  /* Nonzero: stop now (cancelled, deadline, hold, or enough found). Poll it in every loop and wait. [any] */
  uint32_t (*stop)(const struct hs_call *call);
  /* Say what is wrong; call it once per mistake, so that a user sees them all. Returns failure->status. [any] */
  hs_status (*fail)(const struct hs_call *call, const hs_failure *failure);
} hs_call;

/* 5  THE HOST: one per instance. Pass `host` back unchanged, never a copy of the struct. */

HS_CONSTANTS { HS_LOG_DEBUG = 1, HS_LOG_INFO = 2, HS_LOG_WARNING = 3, HS_LOG_ERROR = 4,
  HS_LOG_HOST_MISBEHAVES = 5 /* the host broke a rule of this page */ };
HS_CONSTANTS { HS_METRIC_COUNTER = 1 /* adds */, HS_METRIC_GAUGE = 2 /* sets */,
  HS_METRIC_HISTOGRAM = 3 /* observes; names end in the unit: "_seconds", "_bytes" */ };

typedef struct hs_host {
  uint32_t size;
  uint32_t abi_minor;                     /* the minor version the host speaks */
  void *HS_OPT owner;                     /* the host's */
  /* `call` null: a thread of the plugin's own. `text` is constant, what varies goes into fields. Never stdout. [any] */
  void (*log)(const struct hs_host *host, const hs_call *HS_OPT call, uint32_t level, hs_str text,
              const hs_field *HS_OPT fields, size_t count);
  void (*metric)(const struct hs_host *host, uint32_t kind, hs_str name, double value,
                 const hs_field *HS_OPT labels, size_t count);                                          /* [any] */
  /* Copies the batch before it returns; takes all of it or none. What was taken stays taken, whatever the call returns
   * later. Never waits for room: HS_BUSY is a full queue; keep the batch and try again until stop, or return HS_BUSY.
   * HS_CANCELLED: enough, end with HS_OK. HS_INVALID: a wrong schema or shape; the host has logged why.
   * `call` null: a monitor's own thread, between start and the end of drain. [any] */
  hs_status (*emit)(const struct hs_host *host, const hs_call *HS_OPT call, const hs_records *records);
  /* An hs_service (services.h) such as "homeostasis.sandbox/1"; null: not granted, and the log says what would. [any] */
  const void *HS_OPT (*HS_OPT extension)(const struct hs_host *host, hs_str id);
} hs_host;

/* 6  THE FIVE KINDS: one lifecycle for all, one small table per kind.
 *
 *    create -> [restore] -> [resume] -> start -> work ... -> drain -> [save] -> destroy
 *                                         ^--------------------'  start again: a rolled-back reload
 *    destroy may follow any of them, also a failed one. A failed create leaves no instance. */

typedef struct hs_instance hs_instance;   /* the plugin's, opaque to the host */

typedef struct hs_lifecycle {             /* required: create, destroy */
  uint32_t size, reserved;
  /* `config_json` has passed config_schema. No side effect outside, no thread: a dry run calls it too. [setup] */
  hs_status (*HS_OPT create)(const hs_host *host, const hs_call *call, hs_str config_json, hs_instance *HS_OPT *HS_SET out);
  void (*HS_OPT destroy)(hs_instance *self);                                                 /* [setup] */
  /* HS_UNSUPPORTED: unknown state schema; the host starts you empty and says so. [setup] */
  hs_status (*HS_OPT restore)(hs_instance *self, const hs_call *call, const hs_records *state);
  hs_status (*HS_OPT start)(hs_instance *self, const hs_call *call);                         /* [setup] */
  /* Finish or hand back what is in flight; on return no thread of yours runs. [setup] */
  hs_status (*HS_OPT drain)(hs_instance *self, const hs_call *call);
  /* Emit the state as records of your own schema ("org.example.x.state/3"). [setup, drained] */
  hs_status (*HS_OPT save)(hs_instance *self, const hs_call *call);
  /* Answer from known inputs, touch nothing outside: run by the validator and before probation. [setup] */
  hs_status (*HS_OPT self_test)(hs_instance *self, const hs_call *call);
} hs_lifecycle;

/* `in` has a schema of `consumes`. Answers are emitted with parent = id of their row; a row without an answer counts as
 * HS_UNSUPPORTED, one named by call->fail as failed. After HS_BUSY the same call comes again, attempt + 1. [work] */
typedef hs_status (*hs_work)(hs_instance *self, const hs_call *call, const hs_records *in);

typedef struct hs_monitor {
  uint32_t size, reserved;
  /* Before start: the stored cursors (homeostasis.cursor/1), none on a first run. Rows after them come again. [setup] */
  hs_status (*HS_OPT resume)(hs_instance *self, const hs_call *call, const hs_records *cursors);
  /* Wait for data up to the deadline, emit, return HS_OK; the host calls again at once, on a thread for it. [work] */
  hs_status (*HS_OPT poll)(hs_instance *self, const hs_call *call);
} hs_monitor;

typedef struct hs_analyzer { uint32_t size, reserved; hs_work HS_OPT analyze; } hs_analyzer;
/* Emits each candidate as soon as it has one; its proof starts at once, and HS_CANCELLED from emit is "enough". */
typedef struct hs_patcher  { uint32_t size, reserved; hs_work HS_OPT propose; } hs_patcher;
/* One homeostasis.verdict/1 per patch, which counts only when verify returns HS_OK; homeostasis.case/1 rows may stream
 * before it; progress/1 feeds the display. */
typedef struct hs_tester   { uint32_t size, reserved; hs_work HS_OPT verify; } hs_tester;
/* The journal is the rollout record: prepare gets the patch and emits it with state "prepared" and `undo` BEFORE any
 * effect; the others get the last one stored and emit the next. All are idempotent: after a crash the host calls status,
 * then the same verb with the same record. status looks at the world and changes nothing. Probation is the host's. */
typedef struct hs_deployer {
  uint32_t size, reserved;
  hs_work HS_OPT prepare;                 /* stage beside, health-check the new; the old still serves */
  hs_work HS_OPT switch_over;             /* one atomic step; stop is not obeyed inside it; the old stays ready */
  hs_work HS_OPT promote;                 /* probation is over: retire the old */
  hs_work HS_OPT rollback;                /* to the old; also after prepare alone, and twice */
  hs_work HS_OPT status;
} hs_deployer;

/* 7  DESCRIPTOR AND ENTRY POINT: constant data. */

HS_CONSTANTS {
  HS_CAP_REENTRANT   = 1u << 0,           /* [work] functions may run at once on one instance */
  HS_CAP_UNLOADABLE  = 1u << 1,           /* no thread, TLS destructor or runtime outlives destroy */
  HS_CAP_OWN_PROCESS = 1u << 2,           /* never load me into the host */
  HS_CAP_EXCLUSIVE   = 1u << 3,           /* holds a port or lock: drain the old generation first */
  HS_CAP_STATEFUL    = 1u << 4,           /* save and restore are implemented */
  HS_CAP_PURE        = 1u << 5            /* same input, same output, no effect: may be replayed */
};

typedef struct hs_plugin {
  uint32_t size;
  uint32_t capabilities;                  /* HS_CAP_ bits; unknown ones are ignored */
  hs_str id;                              /* "org.example.python-analyzer", never changes */
  hs_str version;                         /* SemVer 2 */
  hs_str summary;                         /* one line */
  hs_str config_schema;                   /* JSON Schema 2020-12; empty: takes none */
  hs_str consumes;                        /* schema names with one space between: "homeostasis.incident/1 ..." */
  hs_str produces;                        /* the same; emit refuses what is not listed, save's schema excepted */
  hs_str needs;                           /* extension ids; one that ends in '?' it can do without */
  uint32_t rows_at_most;                  /* per call; 0: any number */
  uint32_t reserved;
  const hs_lifecycle *HS_OPT lifecycle;
  const hs_monitor *HS_OPT monitor;       /* exactly one of these is set: the plugin's kind. */
  const hs_analyzer *HS_OPT analyzer;     /* A host that sees none is older than the kind.   */
  const hs_patcher *HS_OPT patcher;
  const hs_tester *HS_OPT tester;
  const hs_deployer *HS_OPT deployer;
} hs_plugin;

typedef struct hs_module {
  uint32_t size;
  uint32_t magic;                         /* HS_ABI_MAGIC */
  uint32_t abi_major, abi_minor;          /* of the header this was compiled with */
  uint32_t plugin_count;
  uint32_t plugin_stride;                 /* sizeof(hs_plugin) as compiled: step by this */
  const hs_plugin *HS_OPT plugins;
  hs_str runtime;                         /* "c", "c++", "swift 6.3", "rust 1.95"; "go" and "python" never run in the host */
  const void *HS_OPT (*HS_OPT extension)(hs_str id);     /* what the plugin offers beyond this page [any] */
} hs_module;

/* The one exported symbol; runs nothing else and answers the same address each time. [any] */
HS_EXPORT const hs_module *homeostasis_module_v1(void);

/* Conveniences, compiled into the caller: no part of the ABI. */
#define HS_STR(literal) { "" literal, sizeof(literal) - 1 }          /* as an initializer: hs_str s = HS_STR("x"); */

static inline int hs_equal(hs_str a, hs_str b) {
  return a.len == b.len && (a.len == 0 || __builtin_memcmp(a.ptr, b.ptr, a.len) == 0);
}
/* Index of a column, or key_count when the batch lacks it (hs_cell then answers null). Once per batch. */
static inline size_t hs_column(const hs_records *batch, hs_str key) {
  size_t i = 0;
  while (i < batch->key_count && !hs_equal(batch->keys[i], key)) i++;
  return i;
}
static inline const hs_record *hs_row(const hs_records *batch, size_t row) {
  return (const hs_record *)(const void *)((const char *)batch->first + row * batch->stride);
}
/* The cell when it is present and of that kind, else null. */
static inline const hs_value *HS_OPT hs_cell(const hs_records *batch, size_t row, size_t column, hs_kind kind) {
  if (row >= batch->count || column >= batch->key_count) return NULL;
  const hs_value *cell = &hs_row(batch, row)->values[column];
  return cell->kind == kind ? cell : NULL;
}

/* The layout is the contract: a change that moves a field does not compile. */
HS_ASSERT(sizeof(hs_str) == 16 && sizeof(hs_value) == 24 && sizeof(hs_field) == 40 && sizeof(hs_record) == 48);
HS_ASSERT(offsetof(hs_records, cursor) == 48 && offsetof(hs_records, first) == 88);
HS_ASSERT(offsetof(hs_failure, retry_after_ns) == 72 && offsetof(hs_call, stop) == 72 && offsetof(hs_call, fail) == 80);
HS_ASSERT(offsetof(hs_host, emit) == 32 && offsetof(hs_host, extension) == 40);
HS_ASSERT(offsetof(hs_lifecycle, self_test) == 56 && offsetof(hs_monitor, poll) == 16 && offsetof(hs_deployer, status) == 40);
HS_ASSERT(offsetof(hs_plugin, lifecycle) == 128 && offsetof(hs_plugin, deployer) == 168 && offsetof(hs_module, extension) == 48);
#ifdef __cplusplus
}
#endif
HS_HEADER_END
#endif
