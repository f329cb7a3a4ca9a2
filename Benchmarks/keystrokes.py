#!/usr/bin/env python3
"""How long an editor waits: from a keystroke to the diagnostics of `rewardc lsp`, and `rewardc check` on the same spec.

keystrokes.py REWARDC [KEYSTROKES]    the spec has 500 lines; prints p50 and p95 in milliseconds
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PART = """\
/// What part {n} of the response is worth.
let part_{n} = trim(extract(response, /<p{n}>(.*?)<\\/p{n}>/s) ?? "")
rule said_{n} = part_{n} matches /\\A[+-]?[0-9]+\\z/
rule right_{n} = number_equal(part_{n}, answer)  given said_{n}
rule brief_{n} = length(part_{n}, in: word) <= {n} word
metric size_{n} = clamp(count_matches(part_{n}, /[a-z]+/) / 100, 0, 1)
reward paid_{n}: -1..1 = when {{
  brief_{n} -> 0.5 * right_{n} + 0.25 * said_{n}
  else -> 0.5 * right_{n} - 0.1 * size_{n}
}}
metric spread_{n} = std(paid_{n} over group) + mean(right_{n} over batch)

"""


def spec(lines):
    """A spec of so many lines, in order."""
    head = "/// Many parts, each scored by itself.\nspec parts 1.0.0\n\ninput response: text\ninput answer: text per group\n\n"
    count = (lines - head.count("\n") - 1) // PART.count("\n")
    text = head + "".join(PART.format(n=n) for n in range(1, count + 1))
    text += "advantage = gdpo(" + ", ".join(f"paid_{n}: 1" for n in range(1, count + 1)) + ")\n"
    return text + "// the end\n" * (lines - text.count("\n"))


class Server:
    """`rewardc lsp` and one document in it."""

    def __init__(self, command):
        self.process = subprocess.Popen([command, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def send(self, method, parameters, number=None):
        message = {"jsonrpc": "2.0", "method": method, "params": parameters}
        if number is not None:
            message["id"] = number
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while (line := self.process.stdout.readline().strip()) != b"":
            name, value = line.split(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return json.loads(self.process.stdout.read(length))

    def diagnostics(self, version):
        while True:
            message = self.receive()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["version"] == version:
                return message["params"]["diagnostics"]


def keystrokes(command, text, count):
    """Seconds from each of `count` keystrokes to its diagnostics."""
    server = Server(command)
    server.send("initialize", {"capabilities": {"general": {"positionEncodings": ["utf-8"]}}}, 0)
    server.receive()
    uri = "file:///parts.reward"
    item = {"uri": uri, "languageId": "reward", "version": 0, "text": text}
    server.send("textDocument/didOpen", {"textDocument": item})
    assert server.diagnostics(0) == [], "the spec is in order"
    # A word is typed and removed again in the middle of the file: in between, nothing is named so.
    line = next(n for n, it in enumerate(text.split("\n")) if n > 250 and it.startswith("metric spread"))
    column = text.split("\n")[line].index("std(paid_") + len("std(paid")
    seconds = []
    typed = 0
    for version in range(1, count + 1):
        if typed < 8:
            start, end, new = column + typed, column + typed, "x"
            typed += 1
        else:
            start, end, new, typed = column, column + typed, "", 0
        place = {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}
        change = {
            "textDocument": {"uri": uri, "version": version}, "contentChanges": [{"range": place, "text": new}],
        }  # fmt: skip
        begin = time.perf_counter()
        server.send("textDocument/didChange", change)
        found = server.diagnostics(version)
        seconds.append(time.perf_counter() - begin)
        assert bool(found) == bool(typed)
    server.send("shutdown", None, 1)
    server.send("exit", None)
    return seconds


def checks(command, text, count):
    """Seconds that `rewardc check` takes, start included, each time anew."""
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "parts.reward")
        path.write_text(text)
        for _ in range(count):
            begin = time.perf_counter()
            subprocess.run([command, "check", path], check=True, stderr=subprocess.DEVNULL)
            seconds.append(time.perf_counter() - begin)
    return seconds


def row(name, seconds):
    p50 = statistics.median(seconds)
    p95 = statistics.quantiles(seconds, n=20)[-1]
    print(f"{name:32} p50 {1000 * p50:6.1f} ms   p95 {1000 * p95:6.1f} ms   ({len(seconds)} times)")


def main():
    command = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    text = spec(500)
    print(f"a spec of {text.count(chr(10))} lines, {len(text)} bytes")
    row("keystroke to diagnostics", keystrokes(command, text, count))
    row("rewardc check", checks(command, text, max(20, count // 10)))


if __name__ == "__main__":
    main()
