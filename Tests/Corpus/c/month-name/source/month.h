const char *month_name(int month);
