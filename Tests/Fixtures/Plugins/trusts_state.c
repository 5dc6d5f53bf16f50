/* Takes what it restores for what it saved. */
#define ON_RESTORE if (!is_state(state)) return HS_UNSUPPORTED; if (state->first->values->kind != HS_I64) abort();
#include "fixture.h"
