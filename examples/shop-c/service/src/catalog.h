#ifndef CATALOG_H
#define CATALOG_H

#include <stddef.h>

/* Amounts are in cents. */
struct product {
	const char *id, *name, *tag;
	long price, stock;
};

extern const struct product products[];
extern const size_t product_count;

/* The product, or NULL when there is none with this id. */
const struct product *find_product(const char *id);

#endif
