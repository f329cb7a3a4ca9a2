// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that no build of the project is instrumented. `make fuzz` builds and runs it.
let package = Package(
  name: "RewardFuzz",
  dependencies: [.package(name: "rewardc", path: "../..")],
  targets: [
    .systemLibrary(name: "CFuzzer"),
    .executableTarget(
      name: "RewardFuzz",
      dependencies: ["CFuzzer", .product(name: "RewardLanguage", package: "rewardc")],
      swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]),
  ]
)
