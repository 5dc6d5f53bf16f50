/* Opens a file in start and closes it never. */
#define ON_START if (open("/dev/null", O_RDONLY) < 0) return HS_FAILED;
#include <fcntl.h>
#include "fixture.h"
