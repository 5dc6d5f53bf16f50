struct node {
    int value;
    struct node *next;
};

int last(const struct node *list);
int length(const struct node *list);
