int last(const int *items, int count);
