/* Goes one frame deeper for each row. */
#define ON_WORK if (deep(in->count) == 1) return HS_FAILED;
#include <stddef.h>
static int deep(size_t rows) {
  volatile char room[1024];
  room[rows % 1024] = 0;
  return rows == 0 ? 0 : deep(rows - 1) + room[rows % 1024];
}
#include "fixture.h"
