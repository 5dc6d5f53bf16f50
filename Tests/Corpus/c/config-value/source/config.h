const char *find_value(const char *text, char separator);
int value_length(const char *text);
