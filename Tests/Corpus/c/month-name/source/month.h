#include <stddef.h>

const char *month_name(int month);
