#define _GNU_SOURCE
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Predicate: the payment provider does not answer, which no patch of ours mends. */
bool is_provider_outage(const char *title, const char *type) {
  return strcmp(type, "ProviderUnavailable") == 0 || strstr(title, "503 from provider") != NULL;
}

struct sighting {
  int64_t count;
  const char *title;
};

/* Score: how sure we are that the queue is the cause, from 0 to 100. */
double queue_risk(const struct sighting *seen, const void *trace, size_t length) {
  double risk = strstr(seen->title, "queue") ? 60 : 0;
  if (risk > 0 && trace && memmem(trace, length, "drain", 5)) risk += 30;
  return seen->count > 1 ? risk + 5 : risk;
}

/* Health check: zero is healthy. */
int32_t shop_is_down(const char *name) { return strcmp(name, "shop") != 0; }
