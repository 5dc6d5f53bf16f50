int celsius(int fahrenheit);
int is_frost(int fahrenheit);
