#ifndef CHECKOUT_H
#define CHECKOUT_H

/* What one line of a cart costs, part by part. */
struct quote {
	long subtotal, discount, shipping, total;
};

/* Prices an order; `code` may be NULL. Returns NULL, or why the order cannot be accepted. */
const char *quote_order(const char *id, long quantity, const char *code, struct quote *quote);

#endif
