#ifndef LINE_BUFFERING_H
#define LINE_BUFFERING_H

/* Linking is enough. What the tests print then leaves line by line, so that the last line of a run that was ended names
   the test that hung: the C library keeps up to 4 KiB back where the output is a pipe or a file. */

#endif
