/* A library that is no plugin. */
#include <homeostasis/plugin.h>
HS_EXPORT int something_else(void);
int something_else(void) { return 1; }
