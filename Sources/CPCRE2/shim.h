#ifndef CPCRE2_SHIM_H
#define CPCRE2_SHIM_H
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
// Macros with casts are not imported into Swift.
static const PCRE2_SIZE rewardc_pcre2_unset = PCRE2_UNSET;
#endif
