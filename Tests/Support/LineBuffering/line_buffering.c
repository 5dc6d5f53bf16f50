#include "line_buffering.h"
#include <stdio.h>

__attribute__((constructor)) static void leave_line_by_line(void) { setvbuf(stdout, NULL, _IOLBF, BUFSIZ); }
