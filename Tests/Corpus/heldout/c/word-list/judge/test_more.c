#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "words.h"

int main(void) {
    const char *words[] = {"a", "b", "c"};
    char wanted[4] = {'a', 0};
    assert(find(words, 3, wanted) == 0);
    wanted[0] = 'x';
    assert(find(words, 3, wanted) == -1);
    return 0;
}
