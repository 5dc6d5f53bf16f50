char *copied(const char *text);
