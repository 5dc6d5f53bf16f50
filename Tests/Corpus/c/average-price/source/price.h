int average(int total, int count);
