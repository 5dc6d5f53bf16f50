#ifndef CONNECTION_H
#define CONNECTION_H

/* Serves the requests of one client. `draining` is readable once the shop is to end: then one more is served. */
void converse(int client, int draining);

#endif
