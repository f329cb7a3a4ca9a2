#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/socket.h>

int csandbox_unnamed_file(const char *label) { return memfd_create(label, MFD_CLOEXEC); }

int csandbox_close_from(posix_spawn_file_actions_t *actions, int first) {
  return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

static int write_filter(scmp_filter_ctx filter, int file, const char *const *refused, int count) {
  for (int index = 0; index < count; index++) {
    int call = seccomp_syscall_resolve_name(refused[index]);
    if (call < 0) continue;
    if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0)) return -1;
  }
  /* The flags of clone3 lie in memory, where no filter can look: libraries fall back to clone. */
  if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0)) return -1;
  const unsigned long namespaces[] = {CLONE_NEWNS,   CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC,
                                      CLONE_NEWUSER, CLONE_NEWPID,    CLONE_NEWNET};
  for (unsigned index = 0; index < sizeof namespaces / sizeof *namespaces; index++) {
    unsigned long flag = namespaces[index];
    if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, flag, flag)))
      return -1;
  }
  /* Between its own processes; the namespace has no network to reach. */
  if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1, SCMP_A0(SCMP_CMP_NE, AF_UNIX))) return -1;
  return seccomp_export_bpf(filter, file) ? -1 : 0;
}

int csandbox_write_filter(int file, const char *const *refused, int count) {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  if (!filter) return -1;
  int result = write_filter(filter, file, refused, count);
  seccomp_release(filter);
  return result;
}
