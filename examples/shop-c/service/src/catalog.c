#include "catalog.h"

#include <string.h>

const struct product products[] = {
	{"p-101", "Desk lamp", "light", 3900, 40},
	{"p-102", "Floor lamp", "light", 8900, 12},
	{"p-103", "Oak desk", "furniture", 24900, 5},
	{"p-104", "Office chair", "furniture", 17900, 9},
	{"p-105", "Wool rug", "textile", 12900, 7},
	{"p-106", "Wall clock", "living", 2900, 25},
};
const size_t product_count = sizeof products / sizeof products[0];

const struct product *find_product(const char *id)
{
	for (size_t i = 0; i < product_count; i++) {
		if (strcmp(products[i].id, id) == 0)
			return &products[i];
	}
	return NULL;
}
