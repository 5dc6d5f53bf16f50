/* Steps from row to row by the size that it was compiled with. */
#define ROW(in, i) (&(in)->first[i])
#include "fixture.h"
