// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

let package = Package(
  name: "rewardc",
  products: [
    .executable(name: "rewardc", targets: ["rewardc"]),
    // What reads and checks the language, for tools in other packages (`Tests/Fuzz`).
    .library(name: "RewardLanguage", targets: ["RewardSyntax", "RewardSemantics", "RewardRules"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    // The rooms, in the order in which data passes through them. A target imports only those above it.
    .target(name: "RewardSyntax", swiftSettings: strict),
    .target(
      name: "RewardSemantics",
      dependencies: ["RewardSyntax"],
      resources: [
        .embedInCode("StandardLibrary/statistics.reward"),
        .embedInCode("StandardLibrary/advantage.reward"),
        .embedInCode("StandardLibrary/shaping.reward"),
        .embedInCode("StandardLibrary/selection.reward"),
        .embedInCode("StandardLibrary/difficulty.reward"),
        .embedInCode("StandardLibrary/rubric.reward"),
        .embedInCode("StandardLibrary/objective.reward"),
        .embedInCode("StandardLibrary/credit.reward"),
        .embedInCode("StandardLibrary/returns.reward"),
        .embedInCode("StandardLibrary/ensemble.reward"),
        .embedInCode("StandardLibrary/turns.reward"),
        .embedInCode("StandardLibrary/risk.reward"),
        .embedInCode("StandardLibrary/curriculum.reward"),
        .embedInCode("StandardLibrary/gates.reward"),
        .embedInCode("StandardLibrary/gui.reward"),
        .embedInCode("StandardLibrary/progress.reward"),
        .embedInCode("StandardLibrary/submodular.reward"),
        .embedInCode("StandardLibrary/tools.reward"),
        .embedInCode("StandardLibrary/sets.reward"),
        .embedInCode("StandardLibrary/similarity.reward"),
        .embedInCode("StandardLibrary/answers.reward"),
        .embedInCode("StandardLibrary/hindsight.reward"),
      ],
      swiftSettings: strict
    ),
    .target(name: "RewardGraph", dependencies: ["RewardSemantics"], swiftSettings: strict),
    .target(
      name: "RewardEngine",
      dependencies: ["RewardGraph", "CSimdjson", "CSQLite", "CZlib"],
      swiftSettings: strict
    ),
    .target(
      name: "RewardRules", dependencies: ["RewardSemantics", "CPCRE2", "CSandbox", "CCurl", "CCLD2", "CFLINT"],
      resources: [.embedInCode("Code/Sandbox/driver.py")], swiftSettings: strict),
    .target(
      name: "RewardJudges", dependencies: ["RewardEngine", "RewardRules", "CCurl", "CSQLite"], swiftSettings: strict),
    .target(name: "RewardLanguageServer", dependencies: ["RewardSemantics"], swiftSettings: strict),
    .target(name: "RewardSession", dependencies: ["RewardEngine"], swiftSettings: strict),
    .executableTarget(
      name: "rewardc",
      dependencies: [
        "RewardEngine", "RewardRules", "RewardJudges", "RewardLanguageServer", "RewardSession", "CEdit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),

    // C libraries: a module map and the thinnest shim.
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .target(name: "CSandbox", linkerSettings: [.linkedLibrary("seccomp")]),
    .target(name: "CCurl"),
    // Needs the headers only: the library is loaded on first use.
    .target(name: "CCLD2"),
    .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
    // Opened on first use, not linked.
    .target(name: "CFLINT"),

    // The .reward files of the repository, for tests that go over all of them.
    .target(name: "RewardFiles", dependencies: ["RewardSyntax"], path: "Tests/RewardFiles", swiftSettings: strict),
    // A server that answers as a test says.
    .target(name: "ScriptedHTTP", path: "Tests/ScriptedHTTP", swiftSettings: strict),
    .testTarget(name: "RewardSyntaxTests", dependencies: ["RewardSyntax", "RewardFiles"], swiftSettings: strict),
    .testTarget(
      name: "RewardSemanticsTests",
      dependencies: ["RewardSemantics", "RewardGraph", "RewardEngine", "RewardRules", "RewardFiles"],
      swiftSettings: strict),
    .testTarget(
      name: "RewardGraphTests", dependencies: ["RewardGraph", "RewardRules", "RewardFiles"], swiftSettings: strict),
    .testTarget(
      name: "RewardEngineTests", dependencies: ["RewardEngine", "RewardRules", "CSQLite"], swiftSettings: strict),
    .testTarget(
      name: "RewardLanguageServerTests", dependencies: ["RewardLanguageServer", "RewardRules"], swiftSettings: strict),
    // Runs the command itself, which lies beside the tests.
    .testTarget(name: "rewardcTests", dependencies: ["rewardc", "ScriptedHTTP"], swiftSettings: strict),
    .testTarget(name: "RewardSessionTests", dependencies: ["RewardSession", "RewardRules"], swiftSettings: strict),
    .testTarget(
      name: "RewardJudgesTests", dependencies: ["RewardJudges", "RewardGraph", "CSQLite", "ScriptedHTTP"],
      swiftSettings: strict),
    .testTarget(
      name: "RewardRulesTests", dependencies: ["RewardRules", "RewardSemantics", "CPCRE2", "ScriptedHTTP"],
      exclude: ["Text/text_metrics.json"], swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)
