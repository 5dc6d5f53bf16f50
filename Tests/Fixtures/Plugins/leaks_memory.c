/* Forgets a block in each call. */
#define ON_ROW if (!strndup(text->text.ptr, text->text.len)) return HS_FAILED; if (!calloc(1, 200)) return HS_FAILED;
#include "fixture.h"
