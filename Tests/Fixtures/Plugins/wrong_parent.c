/* Answers with a parent that is no id of its input. */
#define PARENT in->schema
#include "fixture.h"
