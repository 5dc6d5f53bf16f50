/* Keeps a text of the input and reads it in the next call. */
#define MEMBERS const char *last;
#define ON_ROW if (self->last && *self->last == 1) return HS_FAILED; self->last = text->text.ptr;
#include "fixture.h"
