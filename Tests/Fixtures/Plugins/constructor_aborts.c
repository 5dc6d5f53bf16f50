/* Ends the process that loads it. */
#include <homeostasis/plugin.h>
#include <stdlib.h>
__attribute__((constructor)) static void begin(void) { abort(); }
HS_EXPORT const hs_module *homeostasis_module_v1(void) { return 0; }
