/* Accepts on a lent or an own listening socket until SIGTERM; every connection is a process. */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "connection.h"

/* Both ends: what is written here wakes the shop, and its connections, for the end. */
static int draining[2];

static void stop(int number)
{
	(void)number;
	if (write(draining[1], "", 1) != 1)
		_exit(1);
}

/* The socket that whoever started the shop lends to it, or one of its own at SHOP_PORT. */
static int listening_socket(void)
{
	const char *pid = getenv("LISTEN_PID"), *port = getenv("SHOP_PORT");
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};

	if (pid != NULL && atol(pid) == (long)getpid() && getenv("LISTEN_FDS") != NULL)
		return 3;
	address.sin_port = htons((unsigned short)(port != NULL ? atoi(port) : 8080));
	int listener = socket(AF_INET, SOCK_STREAM, 0);
	setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
	if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 256) != 0) {
		perror("the shop cannot listen");
		exit(1);
	}
	return listener;
}

int main(void)
{
	int listener = listening_socket();
	struct pollfd files[2] = {{.fd = listener, .events = POLLIN}, {.events = POLLIN}};

	if (pipe(draining) != 0)
		return 1;
	files[1].fd = draining[0];
	sigaction(SIGTERM, &(struct sigaction){.sa_handler = stop}, NULL);
	sigaction(SIGINT, &(struct sigaction){.sa_handler = stop}, NULL);
	signal(SIGCHLD, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	fprintf(stderr, "INFO shop serving\n");
	while (poll(files, 2, -1) < 0 || files[1].revents == 0) {
		if (files[0].revents == 0)
			continue;
		int client = accept(listener, NULL, NULL);
		if (client < 0)
			continue;
		if (fork() == 0) {
			close(listener);
			signal(SIGCHLD, SIG_DFL);
			signal(SIGTERM, SIG_IGN);
			setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
			converse(client, draining[0]);
			_exit(0);
		}
		close(client);
	}
	close(listener);
	while (wait(NULL) > 0)
		continue;
	fprintf(stderr, "INFO shop finished\n");
	return 0;
}
