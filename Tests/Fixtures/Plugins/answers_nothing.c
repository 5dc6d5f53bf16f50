/* Answers a batch that has no rows. */
#define ON_WORK if (in->count == 0) { \
  const hs_value no = { .kind = HS_JSON, .text = nothing }, word = { .kind = HS_TEXT, .text = nothing }; \
  const hs_value cells[] = { word, word, { .kind = HS_F64, .f64 = 0.1 }, no, no, no, no }; \
  const hs_record row = { .values = cells }; \
  const hs_records out = { .size = sizeof out, .stride = sizeof row, .schema = HS_STR(EMITS), .key_count = 7, \
                           .keys = keys, .count = 1, .first = &row }; \
  return self->host->emit(self->host, call, &out); }
#include "fixture.h"
