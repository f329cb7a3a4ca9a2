import Glibc
import Testing

/// `check --against`: what scores differently has a higher version.
@Suite struct CheckAgainstTests {
  private static func spec(_ version: String, limit: Int = 10, comment: String = "") -> String {
    """
    spec task \(version)
    import "./lib/common.reward" as common
    \(comment)
    rule brief = common.size <= \(limit) char

    """
  }

  private static let common = "input response: text\nlet size = length(response, in: char)\n"

  /// A repository whose only commit holds `specs/task.reward` 1.2.3 and what it imports.
  private func repository() -> Folder {
    let folder = Folder()
    #expect(system("mkdir -p \(folder.path)/specs/lib") == 0)
    folder.write(Self.spec("1.2.3"), to: "specs/task.reward")
    folder.write(Self.common, to: "specs/lib/common.reward")
    let git = "git -C \(folder.path) -c user.name=t -c user.email=t@example.org -c init.defaultBranch=main"
    #expect(system("(\(git) init && \(git) add . && \(git) commit -m first) > /dev/null 2>&1") == 0)
    return folder
  }

  private func check(_ folder: Folder, against: String = "HEAD") -> Command.Outcome {
    rewardc("check", "specs/task.reward", "--against", against, in: folder)
  }

  @Test func theSameScoresNeedNoOtherVersion() {
    let folder = repository()
    #expect(check(folder).exit == 0)
    folder.write(Self.spec("1.2.3", comment: "/// Said better.\n"), to: "specs/task.reward")
    #expect(check(folder).exit == 0)
    folder.write(Self.spec("1.2.4"), to: "specs/task.reward")
    #expect(check(folder).exit == 0)
  }

  @Test func otherScoresNeedAHigherVersion() {
    let folder = repository()
    folder.write(Self.spec("1.2.3", limit: 11), to: "specs/task.reward")
    let same = check(folder)
    #expect(same.exit == 1)
    #expect(same.errors.contains("error[E610]: this scores differently from HEAD and has the same version"))
    #expect(same.errors.contains("specs/task.reward:1:11"))
    #expect(same.errors.contains("1 | spec task 1.3.0"))
    folder.write(Self.spec("1.2.2", limit: 11), to: "specs/task.reward")
    #expect(check(folder).errors.contains("has a lower version"))
    for version in ["1.2.4", "1.3.0", "2.0.0", "1.10.0"] {
      folder.write(Self.spec(version, limit: 11), to: "specs/task.reward")
      #expect(check(folder).exit == 0)
    }
  }

  @Test func importsAreThoseOfTheRevision() {
    let folder = repository()
    folder.write(Self.common.replacing("in: char)", with: "in: char) + 1 char"), to: "specs/lib/common.reward")
    let outcome = check(folder)
    #expect(outcome.exit == 1)
    #expect(outcome.errors.contains("error[E610]"))
  }

  @Test func anotherFileMayBeComparedWith() {
    let folder = repository()
    folder.write(Self.spec("1.2.3", limit: 9), to: "specs/old.reward")
    #expect(check(folder, against: "specs/old.reward").exit == 1)
    folder.write(Self.spec("1.2.3"), to: "specs/old.reward")
    #expect(check(folder, against: "specs/old.reward").exit == 0)
  }

  @Test func severalFilesAreEachComparedWithARevision() {
    let folder = repository()
    folder.write(Self.spec("1.0.0").replacing("spec task", with: "spec other"), to: "specs/other.reward")
    folder.write(Self.spec("1.2.3", limit: 11), to: "specs/task.reward")
    let outcome = rewardc("check", "specs/task.reward", "specs/other.reward", "--against", "HEAD", in: folder)
    #expect(outcome.exit == 1)
    #expect(outcome.errors.contains("specs/task.reward: 1 error\nother 1.0.0: 1 score, no problems\n"))
  }

  @Test func aNewFileHasNothingToCompareWith() {
    let folder = repository()
    folder.write(Self.spec("0.1.0"), to: "specs/new.reward")
    let outcome = rewardc("check", "specs/new.reward", "--against", "HEAD", in: folder)
    #expect(outcome.exit == 0)
    #expect(outcome.errors.hasPrefix("note: specs/new.reward is not there at HEAD"))
  }

  @Test func whatCannotBeComparedIsExitCode2() {
    let folder = repository()
    let unknown = check(folder, against: "zebra")
    #expect(unknown.exit == 2)
    #expect(unknown.errors == "rewardc: --against zebra: there is no such file, and git knows no such revision\n")
    #expect(check(folder, against: "--help").exit == 2)
    #expect(check(folder, against: "specs").exit == 2)
    let outside = rewardc("check", "task.reward", "--against", "HEAD", in: Sample.folder())
    #expect(outside.exit == 2)
    #expect(outside.errors.contains("lies in no git repository"))
    let several = rewardc(
      "check", "specs/task.reward", "specs/task.reward", "--against", "specs/task.reward", in: folder)
    #expect(several.exit == 2)
    folder.write("spec task 1.0.0\nrule r = zebra\n", to: "specs/old.reward")
    #expect(check(folder, against: "specs/old.reward").exit == 2)
  }
}
