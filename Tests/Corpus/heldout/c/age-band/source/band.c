#include "band.h"

int is_child(int age) {
    return age >= 0 && age < 12;
}

int is_senior(int age) {
    if (age > 65) {
        return 1;
    }
    return 0;
}
