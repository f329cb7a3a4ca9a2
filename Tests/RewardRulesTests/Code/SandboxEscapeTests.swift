import Foundation
import Testing

@testable import RewardRules

/// What hostile programs try: all of it is contained, the host is unharmed, and the next program runs as ever.
@Suite(.enabled(if: Programs.canRun, Programs.whySkipped))
struct SandboxEscapeTests {
  /// The statements must end without an error, inside.
  private func expectInside(_ statements: String, seconds: Double = 5, _ location: SourceLocation = #_sourceLocation)
    throws
  {
    let verdict = try Programs.verdict("", [.snippet(statements)], seconds: seconds)
    #expect(verdict.passed == 1, "\(verdict.why)", sourceLocation: location)
  }

  private func expectNextIsUnaffected(_ location: SourceLocation = #_sourceLocation) throws {
    let marker = UUID().uuidString
    let verdict = try Programs.verdict("print('\(marker)')", [.input("", gives: marker)])
    #expect(verdict.passed == 1, "\(verdict.why)", sourceLocation: location)
  }

  @Test func `there is no network, not even the host's loopback`() throws {
    // A server of this process, which the host itself can reach.
    let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(server) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let port: UInt16? = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        guard bind(server, pointer, size) == 0, listen(server, 1) == 0, getsockname(server, pointer, &size) == 0 else {
          return nil
        }
        return 0
      }
    }
    try #require(port != nil)
    try expectInside(
      """
      import socket
      for family in (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK, socket.AF_PACKET):
          try:
              s = socket.socket(family, socket.SOCK_STREAM if family != socket.AF_NETLINK else socket.SOCK_RAW)
          except OSError:
              continue
          raise AssertionError("a socket of family %s" % family)
      try:
          socket.create_connection(("127.0.0.1", \(UInt16(bigEndian: address.sin_port))), 1)
      except OSError:
          pass
      else:
          raise AssertionError("connected")
      """)
  }

  @Test func `the files of the host cannot be read`() throws {
    let secret = FileManager.default.temporaryDirectory.appending(path: "secret-\(UUID().uuidString)")
    try Data("secret".utf8).write(to: secret)
    defer { try? FileManager.default.removeItem(at: secret) }
    try expectInside(
      """
      import os
      for path in (\(secret.path.debugDescription), "/etc/passwd", "/etc/shadow", "/root", "/home", "/var", "/proc/1/root/etc/passwd",
                   \(FileManager.default.currentDirectoryPath.debugDescription)):
          assert not os.path.exists(path), path
      assert set(os.listdir("/")) <= {"usr", "bin", "sbin", "lib", "lib64", "lib32", "etc", "dev", "proc", "tmp"}, os.listdir("/")
      assert len(os.environ) < 12, os.environ
      """)
  }

  @Test func `nothing is written outside`() throws {
    let outside = "/tmp/written-\(UUID().uuidString)"
    try expectInside(
      """
      import os
      for path in ("/usr/x", "/x", "/dev/x", "/etc/x", "/usr/lib/python3/x", "/proc/sys/kernel/core_pattern"):
          try:
              open(path, "w")
          except OSError:
              continue
          raise AssertionError("wrote " + path)
      open("\(outside)", "w").write("here")
      """)
    #expect(!FileManager.default.fileExists(atPath: outside))
    // What a program left is gone with it.
    try expectInside("import os; assert not os.path.exists('\(outside)')")
  }

  @Test func `a symbolic link leads nowhere outside`() throws {
    try expectInside(
      """
      import os
      os.symlink("/proc/1/root/etc/passwd", "link")
      os.symlink("../../../../../../etc/passwd", "up")
      for link in ("link", "up"):
          try:
              open(link).read()
          except OSError:
              continue
          raise AssertionError("read through " + link)
      """)
  }

  @Test func `a fork bomb stays small and ends`() throws {
    let verdict = try Programs.verdict(
      """
      import os
      while True:
          try:
              os.fork()
          except OSError:
              pass
      """, [.input("", gives: "x")], seconds: 1)
    #expect(verdict.passed == 0)
    try expectInside(
      """
      import os, time
      children = 0
      try:
          while children < 200:
              if os.fork() == 0:
                  time.sleep(60)
              children += 1
      except OSError:
          pass
      assert children < 64, children
      """)
    try expectNextIsUnaffected()
  }

  @Test func `a memory bomb is refused its memory`() throws {
    let verdict = try Programs.verdict("x = bytearray(1 << 33)", [.snippet("pass")])
    #expect(verdict.passed == 0)
    #expect(verdict.why.contains("MemoryError"), "\(verdict.why)")
    // Each process within its limit, all together beyond.
    let together = try Programs.verdict(
      """
      import os, time
      for _ in range(6):
          if os.fork() == 0:
              x = bytearray(300 << 20)
              time.sleep(60)
      time.sleep(60)
      """, [.snippet("pass")], seconds: 3)
    #expect(together.passed == 0)
    try expectInside(
      """
      for call in ("memfd_create",):
          import os
          try:
              os.memfd_create("x")
          except OSError:
              continue
          raise AssertionError(call)
      """)
    try expectNextIsUnaffected()
  }

  @Test func `files fill no disk`() throws {
    try expectInside(
      """
      written = 0
      try:
          for index in range(1000):
              with open("file%d" % index, "wb") as file:
                  written += file.write(b"x" * (1 << 20))
      except OSError:
          pass
      assert written <= 64 << 20, written
      """)
  }

  @Test func `a flood of output is cut off`() throws {
    for stream in ["out", "err"] {
      let verdict = try Programs.verdict(
        "import sys\nwhile True: sys.std\(stream).write('x' * 65536)", [.input("", gives: "x")], seconds: 1)
      #expect(verdict.passed == 0)
    }
    try expectNextIsUnaffected()
  }

  @Test func `signals reach nobody else, and a program that ends its own sandbox has failed`() throws {
    let here = ProcessInfo.processInfo.processIdentifier
    try expectInside(
      """
      import os, signal
      assert os.getpid() < 1000 and os.getuid() != 0
      for process in (1, \(here), os.getppid()):
          try:
              os.kill(process, 0)
          except (ProcessLookupError, PermissionError):
              pass
      """)
    for signal in ["SIGKILL", "SIGSTOP"] {
      let verdict = try Programs.verdict(
        "import os, signal\nos.kill(os.getppid(), signal.\(signal))\nos.kill(-1, signal.\(signal))",
        [.input("", gives: ""), .input("", gives: "")], seconds: 1)
      #expect(verdict.passed == 0, "\(signal)")
    }
    try expectNextIsUnaffected()
  }

  @Test func `privileges, namespaces and other processes are out of reach`() throws {
    try expectInside(
      """
      import ctypes, os
      libc = ctypes.CDLL(None, use_errno=True)
      CLONE_NEWUSER, PTRACE_ATTACH = 0x10000000, 16
      assert libc.unshare(CLONE_NEWUSER) == -1
      assert libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == -1
      assert libc.ptrace(PTRACE_ATTACH, os.getppid(), 0, 0) == -1
      assert libc.chroot(b"/tmp") == -1
      try:
          os.setuid(0)
      except OSError:
          pass
      else:
          raise AssertionError("root")
      status = open("/proc/self/status").read()
      assert "NoNewPrivs:\\t1" in status and "Seccomp:\\t2" in status, status
      assert "CapEff:\\t0000000000000000" in status, status
      """)
  }

  @Test func `the process that runs the tests cannot be read or written`() throws {
    try expectInside(
      """
      import os
      driver = os.getppid()
      for name in ("mem", "environ", "fd/0", "fd/1", "fd/3", "cwd", "root"):
          path = "/proc/%d/%s" % (driver, name)
          try:
              file = os.open(path, os.O_RDONLY)
              data = os.read(file, 1)
          except OSError:
              continue
          raise AssertionError("read " + path)
      """)
  }

  @Test func `nothing is left running`() throws {
    let marker = "marker\(UUID().uuidString)"
    _ = try Programs.verdict(
      """
      import os, subprocess, sys
      for _ in range(3):
          subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", "\(marker)"], start_new_session=True)
      if os.fork() == 0:
          os.setsid()
          while True: pass
      """, [.input("", gives: ""), .snippet("import time; time.sleep(600)")], seconds: 1)
    var left: [String] = []
    for _ in 0..<50 {
      left = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }.filter { process in
        let line = try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8)
        return line?.contains(marker) ?? false
      }
      if left.isEmpty { break }
      usleep(20_000)
    }
    #expect(left == [])
  }
}
