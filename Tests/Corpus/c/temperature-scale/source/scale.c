#include "scale.h"

int celsius(int fahrenheit) {
    return (fahrenheit + 32) * 5 / 9;
}

int is_frost(int fahrenheit) {
    return celsius(fahrenheit) <= 0;
}
