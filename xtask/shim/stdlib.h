/* Nothing of it is needed: the servers' headers include it all the same. */
#include <stddef.h>
