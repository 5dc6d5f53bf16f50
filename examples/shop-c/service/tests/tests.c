#include <stdio.h>
#include <string.h>

#include "app.h"
#include "catalog.h"
#include "checkout.h"

static int failures;

static void expect(int holds, const char *what)
{
	if (!holds) {
		printf("FAIL: %s\n", what);
		failures++;
	}
}

static void quotes_are_priced(void)
{
	struct quote quote;

	expect(quote_order("p-106", 1, NULL, &quote) == NULL && quote.total == 3490, "a small order pays for shipping");
	expect(quote_order("p-105", 1, NULL, &quote) == NULL && quote.shipping == 0, "a large order is sent for free");
	expect(quote_order("p-101", 1, "welcome10", &quote) == NULL && quote.discount == 390 && quote.total == 4100,
		"a coupon takes its percentage off");
	expect(quote_order("p-103", 1, "SUMMER25", &quote) == NULL && quote.discount == 6225, "a coupon with a minimum");
}

static void orders_are_refused(void)
{
	struct quote quote;

	expect(quote_order("p-999", 1, NULL, &quote) != NULL, "no such product");
	expect(quote_order("p-101", 0, NULL, &quote) != NULL, "no such quantity");
	expect(quote_order("p-103", 6, NULL, &quote) != NULL, "more than the stock");
	expect(quote_order("p-101", 1, "NOPE", &quote) != NULL, "an unknown coupon");
	expect(quote_order("p-101", 1, "SUMMER25", &quote) != NULL, "an order below the coupon's minimum");
}

static void requests_are_answered(void)
{
	char document[8192];

	expect(answer("/healthz", document, sizeof document) == 200, "health");
	expect(answer("/products?tag=textile", document, sizeof document) == 200 && strstr(document, "p-105") != NULL &&
		strstr(document, "p-101") == NULL, "products by tag");
	expect(answer("/price?id=p-101&coupon=WELCOME10", document, sizeof document) == 200 &&
		strstr(document, "\"total\": 4100") != NULL, "a price");
	expect(answer("/price", document, sizeof document) == 400, "a price of nothing");
	expect(answer("/price?id=p-999", document, sizeof document) == 422, "a price that cannot be given");
	expect(answer("/nowhere", document, sizeof document) == 404, "a route that is not there");
}

int main(void)
{
	quotes_are_priced();
	orders_are_refused();
	requests_are_answered();
	printf("%s\n", failures == 0 ? "all hold" : "some do not hold");
	return failures != 0;
}
