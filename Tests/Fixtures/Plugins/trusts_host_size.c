/* Reads a field of the host without asking whether the host has it. */
#define ON_CREATE if (host->extension && host->extension(host, hs_files_id())) { free(self); return HS_FAILED; }
#include "fixture.h"
