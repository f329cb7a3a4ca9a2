import ArgumentParser
import RewardRules
import RewardSemantics

/// Where the programs run that a spec's `runs(...)` tests.
struct SandboxOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Run programs at this address, which answers as SandboxFusion's /run_code; by default on this machine.",
      valueName: "address"))
  var sandbox: String?

  /// Programs run where the flag says from now on.
  func apply() throws(Stop) {
    guard let sandbox else { return }
    do throws(SandboxFault) {
      try CodeSandbox.use(address: sandbox)
    } catch {
      throw Stop(.unasked, "--sandbox: \(error.message)")
    }
  }

  /// Programs run where the flag says from now on. - Throws: where the spec needs a sandbox and none works.
  func apply(to spec: TypedSpec) throws(Stop) {
    try apply()
    guard let caller = spec.builtins.first(where: { $0.cost == .process }) else { return }
    do throws(SandboxFault) {
      try CodeSandbox.check()
    } catch {
      throw Stop(
        .unasked,
        """
        the spec calls `\(caller.name)`, and no sandbox works here: \(error.message) (programs run under bubblewrap, which \
        needs user namespaces; `--sandbox ADDRESS` runs them elsewhere)
        """)
    }
  }
}
