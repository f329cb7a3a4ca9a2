#include "CFLINT.h"

#include <dlfcn.h>
#include <stddef.h>

// The library whose binary interface the headers describe, then whatever a developer's package points to.
#if __FLINT_VERSION >= 3
static const char *const arithmetic[] = {"libflint.so", NULL};
static const char *const balls[] = {"libflint.so", NULL};
#else
static const char *const arithmetic[] = {"libflint.so.17", "libflint.so", NULL};
static const char *const balls[] = {"libflint-arb.so.2", "libflint-arb.so", "libarb.so", NULL};
#endif

static void *opened(const char *const *names) {
  for (; *names; names++) {
    void *library = dlopen(*names, RTLD_NOW | RTLD_LOCAL);
    if (library) return library;
  }
  return NULL;
}

int rewardc_open_flint(rewardc_flint_functions *functions) {
  void *libraries[] = {opened(arithmetic), opened(balls)};
  if (!libraries[0] || !libraries[1]) return 0;
#define REWARDC_FLINT_LOAD(name)                                                  \
  functions->name = (__typeof__(&name))dlsym(libraries[0], #name);                \
  if (!functions->name) functions->name = (__typeof__(&name))dlsym(libraries[1], #name); \
  if (!functions->name) return 0;
  REWARDC_FLINT_FUNCTIONS(REWARDC_FLINT_LOAD)
  return 1;
}
