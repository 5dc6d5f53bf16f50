/* Takes a text for a null-terminated one. */
#define ON_ROW if (text->text.ptr && strlen(text->text.ptr) == (size_t)-1) return HS_FAILED;
#include "fixture.h"
