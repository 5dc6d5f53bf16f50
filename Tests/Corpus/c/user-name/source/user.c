#include <stddef.h>
#include <string.h>
#include "user.h"

int name_length(const struct user *user) {
    if (user == NULL || user->name == NULL) {
        return 0;
    }
    return (int) strlen(user->name);
}

int is_adult(const struct user *user) {
    return user->age >= 18;
}
