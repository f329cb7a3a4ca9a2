import CSandbox
import Glibc

/// What a sandboxed program may ask of the kernel, as a seccomp filter: all but what opens ways out of its namespaces.
///
/// The namespaces keep it from files, processes and networks of the host already. The filter takes away what would make
/// more of the kernel reachable: new namespaces and mounts, other processes' memory, kernel keys and modules, and
/// memory that no process is charged for.
enum SystemCallFilter {
  private static let refused = [
    // Other processes.
    "ptrace", "process_vm_readv", "process_vm_writev", "pidfd_getfd", "kcmp", "process_madvise",
    // Namespaces, mounts, roots.
    "unshare", "setns", "mount", "umount", "umount2", "pivot_root", "chroot", "open_tree", "move_mount", "fsopen",
    "fsconfig", "fsmount", "fspick", "mount_setattr", "open_by_handle_at", "name_to_handle_at",
    // The kernel itself.
    "bpf", "perf_event_open", "userfaultfd", "init_module", "finit_module", "delete_module", "kexec_load",
    "kexec_file_load", "reboot", "swapon", "swapoff", "syslog", "acct", "quotactl", "lookup_dcookie", "iopl", "ioperm",
    "personality", "add_key", "request_key", "keyctl", "settimeofday", "clock_settime", "clock_adjtime", "adjtimex",
    "fanotify_init", "vhangup", "io_uring_setup", "io_uring_enter", "io_uring_register",
    // Memory that belongs to no process.
    "memfd_create", "memfd_secret", "shmget", "msgget", "semget",
  ]

  /// The filter as a program of the kernel's (BPF); nil where it cannot be made.
  static func program() -> [UInt8]? {
    guard let file = FileHandle.unnamed("filter") else { return nil }
    let names = refused.map { UnsafePointer(strdup($0)) }
    defer { for name in names { free(UnsafeMutablePointer(mutating: name)) } }
    guard csandbox_write_filter(file.descriptor, names, Int32(names.count)) == 0 else { return nil }
    return file.contents()
  }
}
