"""Runs a program against tests, each in a process of its own, and says on standard output what came of it.

Standard input is one JSON object: `language`, `code`, `tests` and limits. Standard output is one JSON object a line. What a
program is expected to print or return never comes here: it is compared outside, where the program cannot look.
"""

import ctypes
import io
import json
import os
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
import types

SHELL = next((path for path in ("/bin/bash", "/bin/sh") if os.access(path, os.X_OK)), "/bin/sh")


def hide():
    """Keeps the program's processes, which have the same user, from this one's memory and files under /proc."""
    PR_SET_DUMPABLE = 4
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def limit(job):
    """What one process of a test may use. Beyond its seconds of processor time it is killed."""
    for kind, most in (
        (resource.RLIMIT_CPU, job["seconds"]),
        (resource.RLIMIT_AS, job["memory"]),
        (resource.RLIMIT_FSIZE, job["files"]),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_NPROC, job["processes"]),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        most = int(most) if hard == resource.RLIM_INFINITY else min(int(most), hard)
        resource.setrlimit(kind, (most, most))


class Loaded:
    """A Python program as a module that is being run."""

    def __init__(self, name, code):
        self.module = types.ModuleType(name)
        self.module.__file__ = "program.py"
        sys.modules[name] = self.module
        exec(code, self.module.__dict__)


def run_python(job, test, loaded, secret):
    """In the process of the test. `loaded` is called once the program itself has run."""
    code = compile(job["code"], "program.py", "exec")
    if test["kind"] == "input":
        try:
            Loaded("__main__", code)
        except SystemExit as end:
            if end.code not in (None, 0):
                raise
        finish_threads()
        loaded()
        return {}
    program = Loaded("solution", code).module
    loaded()
    token = os.read(secret, 64).decode().strip()
    if test["kind"] == "snippet":
        exec(compile(test["code"], "test.py", "exec"), program.__dict__)
        return {"token": token}
    name = test["function"]
    owner = program if hasattr(program, name) or not hasattr(program, "Solution") else program.Solution()
    return {"value": json.dumps(getattr(owner, name)(*test["arguments"])), "token": token}


def finish_threads():
    """What an interpreter does at its end: waits for threads, calls what was registered."""
    import atexit
    import threading

    threading._shutdown()
    atexit._run_exitfuncs()


def be_python(job, test, verdict, secret):
    """The process of a test of a Python program; never returns."""
    state = {"ended": "raised", "loaded": False}

    def loaded():
        state["loaded"] = True

    try:
        sys.argv = ["program.py"]
        sys.stdin = io.TextIOWrapper(open(0, "rb", closefd=False), encoding="utf-8", errors="surrogateescape")
        sys.stdout = io.TextIOWrapper(open(1, "wb", closefd=False), encoding="utf-8", errors="surrogateescape")
        sys.stderr = io.TextIOWrapper(
            open(2, "wb", buffering=0, closefd=False), encoding="utf-8", errors="backslashreplace", write_through=True
        )
        state.update(run_python(job, test, loaded, secret))
        state["ended"] = "done"
    except SystemExit:
        state["ended"] = "exited"
    except BaseException as error:
        state["ended"] = "failed" if isinstance(error, AssertionError) and state["loaded"] else "raised"
        try:
            explain(error)
        except BaseException:
            pass
    try:
        sys.stdout.flush()
    except BaseException:
        state["ended"] = "raised"
    os.write(verdict, json.dumps(state).encode())
    os._exit(0)


def explain(error):
    """Prints where the program or the test went wrong, without the frames of this file."""
    import traceback

    trace = error.__traceback__
    while trace and trace.tb_frame.f_code.co_filename not in ("program.py", "test.py"):
        trace = trace.tb_next
    traceback.print_exception(type(error), error, trace, limit=-8)


def be_shell(job, test, verdict, secret):
    """The process of a test of a shell program: a shell takes its place, which reads the token after the program."""
    write("program.sh", job["code"])
    os.dup2(verdict, 8, inheritable=True)
    os.dup2(secret, 9, inheritable=True)
    if test["kind"] == "input":
        lines = [SHELL + " program.sh 8>&- 9>&-", "status=$?"]
        lines += ["[ $status -eq 0 ] && echo '{\"ended\": \"done\", \"loaded\": true}' >&8", "exit $status"]
    else:
        lines = [". ./program.sh", ":", test["code"], "if [ $? -eq 0 ]; then read -r token <&9"]
        lines += ["echo '{\"ended\": \"done\", \"loaded\": true, \"token\": \"'$token'\"}' >&8"]
        lines += ["else echo '{\"ended\": \"failed\", \"loaded\": true}' >&8; fi"]
    write("test.sh", "\n".join(lines) + "\n")
    os.execv(SHELL, [SHELL, "test.sh"])


def write(name, text):
    with open(name, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(text)


def compiles(job):
    """Whether the program can be compiled, and why not."""
    if job["language"] == "python":
        try:
            compile(job["code"], "program.py", "exec")
        except (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError) as error:
            return False, "%s: %s" % (type(error).__name__, error)
        return True, ""
    import subprocess

    checked = subprocess.run(
        [SHELL, "-n", "-c", job["code"]], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    return checked.returncode == 0, checked.stderr.decode("utf-8", "replace")


class Drain:
    """The other end of a pipe that a test writes to: the first bytes are kept, and whether there were more."""

    def __init__(self, most):
        self.reading, self.writing = os.pipe()
        self.most = most
        self.kept = bytearray()
        self.overflowed = False

    def read(self):
        """False at its end, and where there is nothing more to keep."""
        try:
            part = os.read(self.reading, 65536)
        except BlockingIOError:
            return True
        room = self.most - len(self.kept)
        self.kept += part[:room]
        self.overflowed |= len(part) > room
        return bool(part) and not self.overflowed

    def text(self):
        return self.kept.decode("utf-8", "replace")


def in_new_process(job, test):
    """Runs a test in a child with its limits, and gives what came of it."""
    token = os.urandom(16).hex()
    output, errors, verdict = Drain(job["output"]), Drain(16384), Drain(job["output"])
    secret_reading, secret_writing = os.pipe()
    os.write(secret_writing, token.encode() + b"\n")
    os.close(secret_writing)
    given = tempfile.TemporaryFile()
    given.write(test.get("input", "").encode("utf-8", "surrogateescape"))
    given.flush()
    given.seek(0)
    place = tempfile.mkdtemp()
    child = os.fork()
    if child == 0:
        try:
            os.setsid()
            os.chdir(place)
            for source, target in ((given.fileno(), 0), (output.writing, 1), (errors.writing, 2)):
                os.dup2(source, target, inheritable=True)
            for other in set(range(3, 64)) - {verdict.writing, secret_reading}:
                try:
                    os.close(other)
                except OSError:
                    pass
            limit(job)
            be = be_python if job["language"] == "python" else be_shell
            be(job, test, verdict.writing, secret_reading)
        finally:
            os._exit(1)
    for drain in (output, errors, verdict):
        os.close(drain.writing)
        os.set_blocking(drain.reading, False)
    os.close(secret_reading)
    given.close()

    started = time.monotonic()
    handle = os.pidfd_open(child)
    waiting = {drain.reading: drain for drain in (output, errors, verdict)}
    ended = None
    while ended is None:
        rest = started + job["wall"] - time.monotonic()
        if rest <= 0:
            ended = "overtime"
            break
        ready = select.select([handle, *waiting], [], [], rest)[0]
        for source in ready:
            if source != handle and not waiting[source].read():
                del waiting[source]
        if output.overflowed:
            ended = "overflow"
        elif handle in ready:
            break
    kill(job, child)
    _, status, usage = os.wait4(child, 0)
    os.close(handle)
    for drain in (output, errors, verdict):
        while drain.reading in waiting and select.select([drain.reading], [], [], 0)[0] and drain.read():
            pass
        os.close(drain.reading)
    shutil.rmtree(place, ignore_errors=True)

    report = {"ended": "raised", "loaded": False}
    if ended is None and output.overflowed:
        ended = "overflow"
    if ended is None and os.WIFSIGNALED(status):
        overtime = os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)
        ended = "overtime" if overtime and usage.ru_utime + usage.ru_stime >= job["seconds"] - 0.5 else "killed"
    if ended is None:
        try:
            report = json.loads(verdict.kept)
            if report["ended"] == "done" and test["kind"] != "input" and report.get("token") != token:
                report = {"ended": "exited", "loaded": False}
        except (ValueError, TypeError, KeyError, AttributeError):
            report = {"ended": "exited" if os.waitstatus_to_exitcode(status) == 0 else "raised", "loaded": False}
    else:
        report = {"ended": ended, "loaded": False}
    value = report.get("value")
    return {
        "ended": str(report["ended"]),
        "loaded": report.get("loaded") is True,
        "value": value if isinstance(value, str) else None,
        "output": output.text() if test["kind"] == "input" else "",
        "errors": errors.text()[-2000:],
    }


def kill(job, child):
    """Ends the processes of a test, whatever they were made to be."""
    try:
        # Alone in its namespace, this process and the first are all that stays.
        os.kill(-1 if job["alone"] else child, signal.SIGKILL)
        if not job["alone"]:
            os.killpg(child, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def say(**report):
    os.write(RESULTS, json.dumps(report).encode() + b"\n")


def main():
    job = json.load(sys.stdin)
    hide()
    say(ready=True)
    try:
        good, why = compiles(job)
    except BaseException:
        good, why = False, ""
    say(compiled=good, errors=why[-2000:])
    end = time.monotonic() + job["total"]
    for index, test in enumerate(job["tests"] if good else []):
        if time.monotonic() > end:
            break
        say(test=index, **in_new_process(job, test))
    say(finished=True)


if __name__ == "__main__":
    # The program's output has the numbers 0, 1 and 2; results go where it has no file.
    RESULTS = os.dup(1)
    os.set_inheritable(RESULTS, False)
    main()
