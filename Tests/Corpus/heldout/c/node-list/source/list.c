#include <stddef.h>
#include "list.h"

int last(const struct node *list) {
    while (list->next != NULL) {
        list = list->next;
    }
    return list->value;
}

int length(const struct node *list) {
    int length = 0;
    while (list != NULL) {
        length++;
        list = list->next;
    }
    return length;
}
