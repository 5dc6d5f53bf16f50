#include "month.h"

static const char *names[12] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

const char *month_name(int month) {
    return names[month];
}
