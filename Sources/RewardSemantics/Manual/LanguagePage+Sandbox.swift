extension LanguagePage {
  static let sandboxes = [
    LanguagePage(
      name: "sandbox",
      form:
        "runs(CODE, TESTS, python | shell, time: 5 s, memory: 512 mb)   rewardc run SPEC ROLLOUTS --sandbox ADDRESS",
      summary: "Where the programs of a policy run, and what they can reach.",
      details: """
        Programs run under bubblewrap (Debian's `bubblewrap`), with Python 3 below /usr; root is not needed. A program
        has its own namespaces of users, processes, network, mounts and messages; of the host it sees /usr, read-only; it has no
        network, not even loopback, no privileges and no way to new ones, and an environment of its own. A filter of system calls
        (seccomp) refuses new namespaces, mounts, other processes' memory, kernel interfaces, memory that no process is charged
        for, and all sockets but those between its own processes. Limits hold for each process and for all together; the numbers
        stand in `rewardc doc runs`. Whatever it starts ends with it.

        Each test runs in a process of its own, and no test sees what another left. Exit codes and what is printed say nothing by
        themselves: a test is passed when its last statement has ended, when the output is the expected one, or when the value is.
        Output and value are compared outside the sandbox, which never gets what is expected.

        `run`, `test`, `explain` and `audit` try the sandbox out before anything else, and refuse a spec that calls `runs` where it does
        not work (exit code 2): some containers forbid user namespaces. `check` never runs a program.

        `--sandbox ADDRESS` runs programs elsewhere. The address answers as /run_code of SandboxFusion does: it is sent
        `{"language": "python", "code": .., "stdin": .., "run_timeout": ..}` and answers `{"run_result": {"status": .., "stdout": ..}}`. The
        code is the small program that runs the tests, the standard input its job. An answer that fails, or none, is
        asked for again once; then the value has failed, and nobody is blamed. At most 16 programs are sent at once.
        """,
      example: """
        spec sandbox_example 1.0.0
        input response: text
        input tests: json per group
        let run = runs(code_block(response, "python") ?? "", tests, time: 2 s)
        reward solved = run.share
        metric compiled = run.compiled
        """)
  ]
}
