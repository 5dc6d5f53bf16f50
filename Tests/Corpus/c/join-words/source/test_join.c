#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "join.h"

int main(void) {
    char *text = joined("tea", "cup");
    assert(strcmp(text, "tea-cup") == 0);
    free(text);
    return 0;
}
