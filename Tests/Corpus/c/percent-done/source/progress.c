#include "progress.h"

int percent(int done, int all) {
    int share = done * 100 / all;
    return share > 100 ? 100 : share;
}

int is_half(int done, int all) {
    return percent(done, all) >= 50;
}
