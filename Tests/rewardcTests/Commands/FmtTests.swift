import Glibc
import Testing

@Suite struct FmtTests {
  private static let untidy = "let  a=1\nlet b = a\n"
  private static let tidy = "let a = 1\nlet b = a\n"

  @Test func rewritesFilesAndKeepsTheirPermissions() {
    let folder = Folder(["a.reward": Self.untidy, "b.reward": Self.tidy])
    chmod(folder["a.reward"], 0o640)
    let outcome = rewardc("fmt", "a.reward", "b.reward", in: folder)
    #expect(outcome.exit == 0)
    #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
    #expect(folder.text(of: "a.reward") == Self.tidy)
    #expect(folder.text(of: "b.reward") == Self.tidy)
    var info = stat()
    #expect(stat(folder["a.reward"], &info) == 0 && info.st_mode & 0o777 == 0o640)
    #expect(system("test $(ls \(folder.path) | wc -l) = 2") == 0)
  }

  @Test func aLinkStaysALink() {
    let folder = Folder(["a.reward": Self.untidy])
    #expect(symlink("a.reward", folder["link.reward"]) == 0)
    #expect(rewardc("fmt", "link.reward", in: folder).exit == 0)
    #expect(folder.text(of: "a.reward") == Self.tidy)
    var info = stat()
    #expect(lstat(folder["link.reward"], &info) == 0 && info.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func standardInputGoesToStandardOutput() {
    let folder = Folder(["a.reward": Self.untidy])
    for arguments in [["fmt"], ["fmt", "-"]] {
      let outcome = Command(arguments, in: folder, input: .file(folder["a.reward"])).wait()
      #expect(outcome.exit == 0)
      #expect(outcome.output == Self.tidy && outcome.errors.isEmpty)
    }
  }

  @Test func checkNamesWhatWouldChange() {
    let folder = Folder(["a.reward": Self.untidy, "b.reward": Self.tidy])
    let outcome = rewardc("fmt", "--check", "a.reward", "b.reward", in: folder)
    #expect(outcome.exit == 1)
    #expect(outcome.output == "a.reward\n" && outcome.errors.isEmpty)
    #expect(folder.text(of: "a.reward") == Self.untidy)
    let good = rewardc("fmt", "--check", "b.reward", in: folder)
    #expect(good.exit == 0 && good.output.isEmpty && good.errors.isEmpty)
  }

  @Test func diffIsOneThatPatchReads() {
    let folder = Folder(["a.reward": Self.untidy, "b.reward": Self.tidy])
    let outcome = rewardc("fmt", "--diff", "a.reward", "b.reward", in: folder, output: .file(folder["d"]))
    #expect(outcome.exit == 1)
    #expect(folder.text(of: "a.reward") == Self.untidy)
    #expect(
      folder.text(of: "d")
        == "--- a.reward\n+++ a.reward\n@@ -1,2 +1,2 @@\n-let  a=1\n+let a = 1\n let b = a\n")
  }

  @Test func aFileWithSyntaxErrorsStaysAsItIs() {
    let folder = Folder(["a.reward": "let  a = = 1\n", "b.reward": Self.untidy])
    let outcome = rewardc("fmt", "a.reward", "b.reward", in: folder)
    #expect(outcome.exit == 1)
    #expect(outcome.errors.contains("--> a.reward:1:10"))
    #expect(folder.text(of: "a.reward") == "let  a = = 1\n")
    #expect(folder.text(of: "b.reward") == Self.tidy)
  }

  @Test func whatCannotBeReadOrWrittenIsExitCode2() {
    let folder = Folder(["a.reward": Self.untidy])
    let missing = rewardc("fmt", "none.reward", "a.reward", in: folder)
    #expect(missing.exit == 2)
    #expect(missing.errors == "rewardc: none.reward: No such file or directory\n")
    #expect(folder.text(of: "a.reward") == Self.tidy)
    #expect(rewardc("fmt", "--width", "80", in: folder).exit == 2)
  }
}
