/* Functions for the tests of calls: each gives back what shows that it got what was meant. */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int8_t twice_i8(int8_t n) { return (int8_t)(n * 2); }
int16_t twice_i16(int16_t n) { return (int16_t)(n * 2); }
int32_t twice_i32(int32_t n) { return n * 2; }
int64_t twice_i64(int64_t n) { return n * 2; }
uint8_t twice_u8(uint8_t n) { return (uint8_t)(n * 2); }
uint16_t twice_u16(uint16_t n) { return (uint16_t)(n * 2); }
uint32_t twice_u32(uint32_t n) { return n * 2; }
uint64_t twice_u64(uint64_t n) { return n * 2; }
float twice_f32(float n) { return n * 2; }
double twice_f64(double n) { return n * 2; }
bool negated(bool truth) { return !truth; }

uint64_t length(const char *text) { return text ? strlen(text) : 99; }
bool ends_well(const char *text) { size_t n = strlen(text); return n > 4 && strcmp(text + n - 4, "well") == 0; }
uint64_t sum(const void *bytes, size_t count) {
  uint64_t all = bytes ? 0 : 7777;
  for (size_t i = 0; i < count; i++) all += ((const uint8_t *)bytes)[i];
  return all;
}

struct mixed {
  uint8_t small;
  double large;
  const char *text;
  bool truth;
  int32_t number;
  const void *bytes;
  size_t count;
  int16_t last;
};
const char *describe(const struct mixed *m, double more) {
  static char text[200];
  snprintf(text, sizeof text, "%d %g %s %d %d %zu%c %d %g", m->small, m->large, m->text, m->truth, m->number, m->count,
           ((const char *)m->bytes)[0], m->last, more);
  return text;
}
double many(int8_t a, double b, int64_t c, float d, const char *e, uint16_t f, double g, int32_t h, uint8_t i, float j) {
  return a + b + (double)c + d + (double)strlen(e) + f + g + h + i + j;
}

const char *nothing(void) { return NULL; }
const char *no_utf8(void) { return "caf\xe9"; }
char *endless(void) { char *text = malloc(1 << 20); memset(text, 'x', (1 << 20) - 1); text[(1 << 20) - 1] = 0; return text; }
static int released;
char *kept(void) { return strdup("to be released"); }
void give_back(void *text) { free(text); released++; }
int32_t releases(void) { return released; }
double not_a_number(void) { return NAN; }
int a_variable = 3;

int32_t crash_on(const char *text) { if (strstr(text, "crash")) *(volatile int *)8 = 1; return 1; }
int32_t hang_on(const char *text) { while (strstr(text, "hang")) pause(); return 1; }
int32_t leave_on(const char *text) { if (strstr(text, "leave")) _exit(0); return 1; }
