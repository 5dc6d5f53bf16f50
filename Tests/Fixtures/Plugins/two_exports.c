/* Exports more than the entry. */
#include <homeostasis/plugin.h>
HS_EXPORT int leaked(void);
int leaked(void) { return 1; }
HS_EXPORT const hs_module *homeostasis_module_v1(void) { return 0; }
