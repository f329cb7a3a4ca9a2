import Glibc
import RewardSyntax

/// The `.reward` files of the repository.
public enum RewardFiles {
  /// The folder that holds the repository.
  public static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

  /// Every file, in the order of their paths, named by its path from the root.
  public static let all: [SourceFile] = paths(in: "").map { SourceFile(name: $0, bytes: bytes(of: $0)) }

  /// Those that are laid out as the formatter would; in the others columns are asserted.
  public static let formatted = all.filter { !$0.name.hasPrefix("Tests/Diagnostics/") }

  /// What is in a file of the repository; empty where there is none.
  public static func bytes(of path: String) -> [UInt8] {
    guard let file = fopen(root + "/" + path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&block, 1, block.count, file)
      guard count > 0 else { return bytes }
      bytes += block[..<count]
    }
  }

  private static func paths(in folder: String) -> [String] {
    guard let directory = opendir(root + "/" + folder) else { return [] }
    defer { closedir(directory) }
    var names: [(name: String, isFolder: Bool)] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append((name, entry.pointee.d_type == UInt8(DT_DIR))) }
    }
    return names.sorted { $0.name < $1.name }.flatMap { entry -> [String] in
      let path = folder.isEmpty ? entry.name : folder + "/" + entry.name
      if entry.isFolder { return paths(in: path) }
      return entry.name.hasSuffix(".reward") ? [path] : []
    }
  }
}
