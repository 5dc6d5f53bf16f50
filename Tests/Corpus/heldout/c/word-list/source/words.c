#include <string.h>
#include "words.h"

int find(const char **words, int count, const char *wanted) {
    for (int i = 0; i < count; i++) {
        if (words[i] == wanted) {
            return i;
        }
    }
    return -1;
}
