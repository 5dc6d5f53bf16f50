char *joined(const char *left, const char *right);
