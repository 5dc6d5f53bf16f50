/* Takes any text for well-formed UTF-8, and aborts when it is not. */
#define ON_ROW if (text->text.len && (unsigned char)text->text.ptr[0] == 0xFF) abort();
#include "fixture.h"
