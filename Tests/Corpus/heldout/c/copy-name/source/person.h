struct person {
    char name[8];
    int age;
};

void rename_person(struct person *person, const char *name);
