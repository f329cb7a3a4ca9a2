import Glibc
import RewardSemantics
import RewardSyntax

/// The state of a spec that `check --against` compares with: another file, or the same file at a revision of git.
struct Earlier {
  /// As the user wrote it.
  let name: String
  private let spec: String

  /// - Parameters:
  ///   - name: a file, or else what git calls a revision: a branch, a tag, a commit, `HEAD~1`.
  ///   - spec: the file as it is now.
  init(_ name: String, of spec: String) {
    self.name = name
    self.spec = spec
  }

  /// The file with where its imports come from; nil where the revision has no such file.
  func file() throws(Stop) -> (SourceFile, ModuleLoader)? {
    if Files.isFile(name) {
      return (SourceFile(name: Files.displayName(name), bytes: try Files.read(name)), Files.loader(for: name))
    }
    guard let place = Files.canonical(spec), let root = Files.projectRoot(of: spec), place.hasPrefix(root + "/") else {
      throw Stop(.unasked, "--against \(name): there is no such file, and \(spec) lies in no git repository")
    }
    let revision = try Revision(name, of: root)
    let path = String(place.dropFirst(root.count + 1))
    guard let bytes = try revision.bytes(of: path) else { return nil }
    return (SourceFile(name: path, bytes: bytes), revision.loader)
  }
}

/// The files of a git repository as a commit has them.
private struct Revision {
  let name: String
  let root: String
  private let commit: String

  /// - Parameter root: the top folder of the repository.
  init(_ name: String, of root: String) throws(Stop) {
    self.name = name
    self.root = root
    let found = try Git.run(["rev-parse", "--verify", "--quiet", "--end-of-options", "\(name)^{commit}"], in: root)
    guard found.isGood else {
      throw Stop(.unasked, "--against \(name): there is no such file, and git knows no such revision")
    }
    commit = String(decoding: found.output, as: UTF8.self).filter { !$0.isWhitespace }
  }

  /// What a file of the repository holds, named from its top folder; nil where the commit has no such file.
  ///
  /// As stored: no filter that a repository may configure is run.
  func bytes(of path: String) throws(Stop) -> [UInt8]? {
    let found = try Git.run(["cat-file", "blob", "\(commit):\(path)"], in: root)
    return found.isGood ? found.output : nil
  }

  /// Imports of the same commit, relative to the importing file.
  var loader: ModuleLoader {
    ModuleLoader { path, importer in
      guard let target = Self.joined(path, to: importer) else {
        return .failure(.init("`\(path)` is outside the project (\(root))", isOutsideRoot: true))
      }
      do throws(Stop) {
        guard let bytes = try bytes(of: target) else {
          return .failure(.init("there is no file `\(path)` at \(name)"))
        }
        return .success(SourceFile(name: target, bytes: bytes))
      } catch {
        return .failure(.init(error.message ?? "`\(path)` cannot be read"))
      }
    }
  }

  /// `path` as seen from the folder of `importer`, without dots; nil where it leaves the top folder.
  private static func joined(_ path: String, to importer: String) -> String? {
    if path.hasPrefix("/") { return nil }
    var parts = importer.split(separator: "/").dropLast().map(String.init)
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(String(part))
      } else if parts.popLast() == nil {
        return nil
      }
    }
    return parts.joined(separator: "/")
  }
}
