#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "words.h"

int main(void) {
    const char *words[] = {"tea", "cup"};
    char wanted[8];
    strcpy(wanted, "cup");
    assert(find(words, 2, wanted) == 1);
    return 0;
}
