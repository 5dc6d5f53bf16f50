/* Binds a name that there is once, in create, and does not say HS_CAP_EXCLUSIVE. */
#define MEMBERS int file;
#define ON_CREATE \
  struct sockaddr_un name = { AF_UNIX, "" }; \
  snprintf(name.sun_path + 1, 60, "homeostasis-fixture-%d", (int)getpid()); \
  self->file = socket(AF_UNIX, SOCK_STREAM, 0); \
  if (bind(self->file, (struct sockaddr *)&name, sizeof name) != 0) { close(self->file); free(self); return HS_FAILED; }
#define ON_DESTROY close(self->file);
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include "fixture.h"
