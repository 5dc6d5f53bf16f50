#include "sums.h"

int sum(const int *values, int count) {
    int sum = 0;
    for (int i = 0; i <= count; i++) {
        sum += values[i];
    }
    return sum;
}

int biggest(const int *values, int count) {
    int biggest = values[0];
    for (int i = 1; i < count; i++) {
        if (values[i] > biggest) {
            biggest = values[i];
        }
    }
    return biggest;
}
