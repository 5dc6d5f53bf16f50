long area(int width, int height);
