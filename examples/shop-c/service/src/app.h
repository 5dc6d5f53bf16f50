#ifndef APP_H
#define APP_H

#include <stddef.h>

/* Answers a request for `target`: writes a JSON document of at most `size` bytes, and returns the status. */
int answer(const char *target, char *document, size_t size);

#endif
