#include "checkout.h"

#include <stddef.h>
#include <strings.h>

#include "catalog.h"

enum { SHIPPING = 590, FREE_SHIPPING_FROM = 10000 };

struct discount {
	long percent;
};

struct coupon {
	const char *code;
	const struct discount *discount;
	int free_shipping;
	long minimum;
};

static const struct discount tenth = {10}, quarter = {25};

static const struct coupon coupons[] = {
	{.code = "WELCOME10", .discount = &tenth},
	{.code = "SUMMER25", .discount = &quarter, .minimum = 20000},
	{.code = "FREESHIP", .free_shipping = 1},
};

static const struct coupon *find_coupon(const char *code)
{
	for (size_t i = 0; i < sizeof coupons / sizeof coupons[0]; i++) {
		if (strcasecmp(coupons[i].code, code) == 0)
			return &coupons[i];
	}
	return NULL;
}

/* What a coupon takes off the subtotal. */
static long discount_of(const struct coupon *coupon, long subtotal)
{
	if (coupon == NULL)
		return 0;
	return subtotal * coupon->discount->percent / 100;
}

/* What it costs to send the order. */
static long shipping_of(const struct coupon *coupon, long subtotal)
{
	if (subtotal >= FREE_SHIPPING_FROM || (coupon != NULL && coupon->free_shipping))
		return 0;
	return SHIPPING;
}

const char *quote_order(const char *id, long quantity, const char *code, struct quote *quote)
{
	const struct product *product = find_product(id);
	const struct coupon *coupon = NULL;

	if (product == NULL)
		return "there is no such product";
	if (quantity < 1)
		return "this is not a quantity";
	if (quantity > product->stock)
		return "so many are not left";
	quote->subtotal = quantity * product->price;
	if (code != NULL) {
		coupon = find_coupon(code);
		if (coupon == NULL)
			return "the coupon is not known";
		if (quote->subtotal < coupon->minimum)
			return "the coupon needs a larger order";
	}
	quote->discount = discount_of(coupon, quote->subtotal);
	quote->shipping = shipping_of(coupon, quote->subtotal);
	quote->total = quote->subtotal - quote->discount + quote->shipping;
	return NULL;
}
