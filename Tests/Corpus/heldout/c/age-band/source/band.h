int is_child(int age);
int is_senior(int age);
