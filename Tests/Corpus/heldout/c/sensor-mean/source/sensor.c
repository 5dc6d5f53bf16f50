#include "sensor.h"

double mean(const double *values, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
        sum += values[i];
    }
    return sum / count;
}

int over(const double *values, int count, double limit) {
    int found;
    for (int i = 0; i < count; i++) {
        if (values[i] > limit) {
            found++;
        }
    }
    return found;
}
