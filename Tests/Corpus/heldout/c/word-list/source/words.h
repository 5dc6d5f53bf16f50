int find(const char **words, int count, const char *wanted);
