#ifndef CSANDBOX_H
#define CSANDBOX_H
#include <spawn.h>

/* What Linux has for sandboxes and Swift's Glibc does not show. */

/* A file in memory without a name, closed on exec; -1 where there is none to be had. */
int csandbox_unnamed_file(const char *label);

/* The program that is started has no files from this number on. */
int csandbox_close_from(posix_spawn_file_actions_t *actions, int first);

/* Writes to a file a seccomp filter (BPF) that allows all system calls but those with these names, sockets of other
   families than AF_UNIX and new namespaces. A name that this architecture does not know is passed over.
   0, or -1 where it cannot be made. */
int csandbox_write_filter(int file, const char *const *refused, int count);

#endif
