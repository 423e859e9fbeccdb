/* Just enough of the C library's headers for the Module API's, so that what is read depends on no installed one. */
#ifndef SHIM_STDDEF_H
#define SHIM_STDDEF_H
typedef __SIZE_TYPE__ size_t;
#define NULL ((void *)0)
#endif
