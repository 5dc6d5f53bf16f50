#include "grid.h"

long area(int width, int height) {
    return width * height;
}
