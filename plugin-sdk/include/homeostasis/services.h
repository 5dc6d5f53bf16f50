/* homeostasis/services.h: what the host does for a plugin beyond records (ABI 1.0).
 *
 *   const hs_service *sandbox = hs_find_service(host, hs_sandbox_id());
 *   if (!sandbox) ...                         not granted, or a host that is older than the service
 *   status = sandbox->call(host, call, method, request, sink);
 *
 * Every service has the same shape: the name of a method and a JSON object go in, a JSON value comes out. It crosses a
 * process boundary as it is, so that a plugin works the same in the host and in a runner. The methods, the fields of
 * their requests and answers, and their failures are in plugin-sdk/schemas/services/README.md (in an installation:
 * share/homeostasis/schemas/services.md). A method may be added, and an optional field; a change of meaning is a new
 * id ("/2").
 *
 * List what you need in hs_plugin.needs. The rules of plugin.h hold.
 */
#ifndef HOMEOSTASIS_SERVICES_H
#define HOMEOSTASIS_SERVICES_H
#include "plugin.h"
HS_HEADER_BEGIN
#ifdef __cplusplus
extern "C" {
#endif

/* Takes text from the other side: called on the calling thread before the function returns, once or more. The chunk is
 * borrowed. Anything but HS_OK ends the transfer, and the function returns that status. */
typedef struct hs_sink {
  void *HS_OPT context;
  hs_status (*take)(void *HS_OPT context, hs_str chunk);
} hs_sink;

typedef struct hs_service {
  uint32_t size, reserved;
  /* Does `method`. May block until call->deadline_ns; HS_CANCELLED on stop, HS_DENIED outside of what is granted,
   * HS_INVALID for a method or request that is not understood. Unless the status is HS_OK, `answer` is an object with
   * kind, code, place and message, as in hs_failure; it may be empty. `call` is the one that the plugin is in. [work] */
  hs_status (*call)(const hs_host *host, const hs_call *call, hs_str method, hs_str request, hs_sink answer);
} hs_service;

/* The ids are functions and not macros, so that Swift imports them. */
#define HS_SERVICE(function, text) static inline hs_str function(void) { hs_str id = HS_STR(text); return id; }
HS_SERVICE(hs_files_id, "homeostasis.files/1")            /* files of the service, and what is granted */
HS_SERVICE(hs_pack_id, "homeostasis.pack/1")              /* the language pack as data */
HS_SERVICE(hs_sandbox_id, "homeostasis.sandbox/1")        /* commands in a throw-away copy, without a network */
HS_SERVICE(hs_generations_id, "homeostasis.service/1")    /* the generations of a service, through its keeper */
HS_SERVICE(hs_progress_id, "homeostasis.progress/1")      /* a sign of life, for the display */
HS_SERVICE(hs_state_id, "homeostasis.state/1")            /* the plugin's own keys, with compare-and-set */
HS_SERVICE(hs_secrets_id, "homeostasis.secrets/1")        /* secrets by name */
HS_SERVICE(hs_exec_id, "homeostasis.exec/1")              /* programs that the host runs */
HS_SERVICE(hs_http_id, "homeostasis.http/1")              /* requests that the host sends */
HS_SERVICE(hs_clock_id, "homeostasis.clock/1")            /* the host's time */
HS_SERVICE(hs_trial_id, "homeostasis.trial/1")            /* patches tried in a warm copy of the tree */
#undef HS_SERVICE

/* The service, or null when the host does not grant it. [any] */
static inline const hs_service *HS_OPT hs_find_service(const hs_host *host, hs_str id) {
  return HS_HAS(host, extension) ? (const hs_service *)host->extension(host, id) : NULL;
}

/* Room for an answer, and what has come: `hs_answer answer = { buffer, sizeof buffer, 0 };` */
typedef struct hs_answer { char *text; size_t room, length; } hs_answer;

static inline hs_status hs_take_answer(void *HS_OPT context, hs_str chunk) {
  hs_answer *answer = (hs_answer *)context;
  if (!answer || chunk.len > answer->room - answer->length) return HS_FAILED;
  if (chunk.len) __builtin_memcpy(answer->text + answer->length, chunk.ptr, chunk.len);
  answer->length += chunk.len;
  return HS_OK;
}
/* One method of a service, its answer as text; HS_DENIED when it is not granted, HS_FAILED when the answer has no room. */
static inline hs_status hs_ask(const hs_host *host, const hs_call *call, hs_str id, hs_str method, hs_str request,
                               hs_answer *answer) {
  const hs_service *service = hs_find_service(host, id);
  hs_sink sink;
  if (!service) return HS_DENIED;
  sink.context = answer;
  sink.take = hs_take_answer;
  answer->length = 0;
  return service->call(host, call, method, request, sink);
}

HS_ASSERT(sizeof(hs_sink) == 16 && offsetof(hs_service, call) == 8);
#ifdef __cplusplus
}
#endif
HS_HEADER_END
#endif
