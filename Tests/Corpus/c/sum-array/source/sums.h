int sum(const int *values, int count);
int biggest(const int *values, int count);
