/* Has an entry that returns nothing. */
#include <homeostasis/plugin.h>
HS_EXPORT const hs_module *homeostasis_module_v1(void) { return 0; }
