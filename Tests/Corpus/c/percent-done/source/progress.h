int percent(int done, int all);
int is_half(int done, int all);
