/* Emits records that its descriptor does not list. */
#define EMITS "org.example.surprise/1"
#define AFTER_EMIT
#include "fixture.h"
