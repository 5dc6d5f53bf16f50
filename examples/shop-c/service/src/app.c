#include "app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalog.h"
#include "checkout.h"

/* Copies the value of a parameter of the query; returns 0 when it is not there. */
static int parameter(const char *query, const char *name, char *value, size_t size)
{
	size_t length = strlen(name);

	while (query != NULL && *query != '\0') {
		if (strncmp(query, name, length) == 0 && query[length] == '=') {
			snprintf(value, size, "%.*s", (int)strcspn(query + length + 1, "&"), query + length + 1);
			return 1;
		}
		query = strchr(query, '&');
		if (query != NULL)
			query++;
	}
	return 0;
}

static int problem(int status, const char *reason, char *document, size_t size)
{
	snprintf(document, size, "{\"error\": \"%s\"}", reason);
	return status;
}

static int list_products(const char *tag, char *document, size_t size)
{
	size_t used = (size_t)snprintf(document, size, "{\"products\": [");
	const char *comma = "";

	for (size_t i = 0; i < product_count; i++) {
		if (tag != NULL && strcmp(products[i].tag, tag) != 0)
			continue;
		used += (size_t)snprintf(document + used, size - used, "%s{\"id\": \"%s\", \"name\": \"%s\", \"price\": %ld}",
			comma, products[i].id, products[i].name, products[i].price);
		comma = ", ";
	}
	snprintf(document + used, size - used, "]}");
	return 200;
}

static int price(const char *query, char *document, size_t size)
{
	char id[16], quantity[16] = "1", code[32];
	struct quote quote;

	if (!parameter(query, "id", id, sizeof id))
		return problem(400, "say which product: ?id=p-101", document, size);
	parameter(query, "quantity", quantity, sizeof quantity);
	int has_code = parameter(query, "coupon", code, sizeof code);
	const char *refusal = quote_order(id, strtol(quantity, NULL, 10), has_code ? code : NULL, &quote);
	if (refusal != NULL)
		return problem(422, refusal, document, size);
	snprintf(document, size, "{\"subtotal\": %ld, \"discount\": %ld, \"shipping\": %ld, \"total\": %ld}",
		quote.subtotal, quote.discount, quote.shipping, quote.total);
	return 200;
}

int answer(const char *target, char *document, size_t size)
{
	size_t length = strcspn(target, "?");
	const char *query = target[length] == '?' ? target + length + 1 : NULL;
	char tag[32];

	if (length == 8 && strncmp(target, "/healthz", length) == 0) {
		snprintf(document, size, "{\"status\": \"ok\", \"products\": %zu}", product_count);
		return 200;
	}
	if (length == 9 && strncmp(target, "/products", length) == 0)
		return list_products(parameter(query, "tag", tag, sizeof tag) ? tag : NULL, document, size);
	if (length == 6 && strncmp(target, "/price", length) == 0)
		return price(query, document, size);
	return problem(404, "there is nothing here", document, size);
}
