/* HTTP. Every request is answered by a process of its own: one that crashes takes nobody else with it. */
#include "connection.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "app.h"

enum { IDLE_MS = 30000, LAST_REQUEST_MS = 5000, HEAD = 8192, DOCUMENT = 8192, TRACE = 32768 };

struct request {
	char method[8], target[512];
};

/* Reads a request without a body; returns 0 when the client went away or sent something else. */
static int read_request(int client, struct request *request)
{
	char head[HEAD + 1];
	size_t used = 0;

	do {
		ssize_t count = read(client, head + used, HEAD - used);
		if (count <= 0)
			return 0;
		used += (size_t)count;
		head[used] = '\0';
	} while (strstr(head, "\r\n\r\n") == NULL && used < HEAD);
	return sscanf(head, "%7[A-Z] %511[!#-[^-~] HTTP/1.1\r\n", request->method, request->target) == 2;
}

/* Reads both pipes to their ends. */
static void read_both(int pipes[2], char *texts[2], const size_t sizes[2])
{
	struct pollfd files[2] = {{.fd = pipes[0], .events = POLLIN}, {.fd = pipes[1], .events = POLLIN}};
	size_t used[2] = {0, 0};

	while (files[0].fd >= 0 || files[1].fd >= 0) {
		poll(files, 2, -1);
		for (int i = 0; i < 2; i++) {
			if (files[i].fd < 0 || files[i].revents == 0)
				continue;
			ssize_t count = read(files[i].fd, texts[i] + used[i], sizes[i] - 1 - used[i]);
			if (count <= 0)
				files[i].fd = -1;
			else
				used[i] += (size_t)count;
		}
	}
	texts[0][used[0]] = texts[1][used[1]] = '\0';
}

/* Answers in a process of its own; returns 500 and what it wrote to standard error when that process crashes. */
static int answer_apart(const char *target, char *document, char *trace)
{
	int answers[2], errors[2], ended = 0, status;
	char *texts[2] = {document, trace}, *body;

	if (pipe(answers) != 0 || pipe(errors) != 0)
		abort();
	pid_t worker = fork();
	if (worker == 0) {
		dup2(errors[1], STDERR_FILENO);
		close(errors[1]);
		status = answer(target, document, DOCUMENT);
		dprintf(answers[1], "%d %s", status, document);
		_exit(0);
	}
	close(answers[1]);
	close(errors[1]);
	read_both((int[]){answers[0], errors[0]}, texts, (size_t[]){DOCUMENT, TRACE});
	close(answers[0]);
	close(errors[0]);
	waitpid(worker, &ended, 0);
	if (!WIFEXITED(ended) || WEXITSTATUS(ended) != 0) {
		snprintf(document, DOCUMENT, "{\"error\": \"internal error\"}");
		return 500;
	}
	status = (int)strtol(document, &body, 10);
	memmove(document, body + 1, strlen(body));
	return status;
}

/* One write for what a request has to say, so that several processes do not mix. */
static void report(const struct request *request, int status, const char *trace)
{
	char record[TRACE + 4096], at[32];
	time_t now = time(NULL);
	int length = 0;

	strftime(at, sizeof at, "%Y-%m-%dT%H:%M:%SZ", gmtime(&now));
	if (status == 500)
		length = snprintf(record, sizeof record,
			"%s ERROR shop %s %s failed\n%s\nfailing-request: {\"method\": \"%s\", \"target\": \"%s\"}\n", at,
			request->method, request->target, trace, request->method, request->target);
	length += snprintf(record + length, sizeof record - (size_t)length, "%s INFO shop %s %s %d\n", at,
		request->method, request->target, status);
	if (write(STDERR_FILENO, record, (size_t)length) != length)
		abort();
}

void converse(int client, int draining)
{
	struct pollfd files[2] = {{.fd = client, .events = POLLIN}, {.fd = draining, .events = POLLIN}};
	static char document[DOCUMENT], trace[TRACE], text[DOCUMENT + 256];
	struct request request;
	int last = 0;

	while (!last) {
		poll(files, 2, IDLE_MS);
		last = files[1].revents != 0;
		if (last && files[0].revents == 0)
			poll(files, 1, LAST_REQUEST_MS);
		if (files[0].revents == 0 || !read_request(client, &request))
			return;
		int status = answer_apart(request.target, document, trace);
		report(&request, status, trace);
		int length = snprintf(text, sizeof text,
			"HTTP/1.1 %d %s\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n%s\r\n%s", status,
			status == 200 ? "OK" : "Error", strlen(document), last ? "Connection: close\r\n" : "", document);
		if (write(client, text, (size_t)length) != length)
			return;
	}
}
