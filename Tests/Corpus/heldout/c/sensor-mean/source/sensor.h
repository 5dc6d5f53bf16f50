double mean(const double *values, int count);
int over(const double *values, int count, double limit);
