#include <stddef.h>
#include <stdint.h>

/* https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library. `one` gets bytes that are only there during the call,
   and returns 0. Ends the process when it is done. */
int LLVMFuzzerRunDriver(int *_Nonnull argc, char *_Nullable *_Nonnull *_Nonnull argv,
                        int (*_Nonnull one)(const uint8_t *_Nullable bytes, size_t count));
