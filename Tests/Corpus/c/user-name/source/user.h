struct user {
    const char *name;
    int age;
};

int name_length(const struct user *user);
int is_adult(const struct user *user);
