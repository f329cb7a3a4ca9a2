"""The TextMate grammar colours every token as the lexer and the parser read it.

The other side is `rewardc dump --stage tree`: each token of a file with its place and the node it belongs to.
"""

import json
import re
import subprocess

import pytest
from conftest import ROOT, reward_files
from textmate_grammar.parsers.base import LanguageParser

GRAMMAR = json.loads((ROOT / "Grammar/reward.tmLanguage.json").read_text())

RESERVED = set(
    "and or not in matches contains given else when at over by where for from per implies true false".split()
)
# Words that begin an item in the braces of a declaration, by the node they begin.
ITEMS = {
    "localDeclaration": "let", "gateLevel": "level", "testWith": "with", "testStub": "stub", "testGroup": "group",
    "testExpect": "expect", "rubricCriterion": "criterion", "optimizeKeep": "keep",
    "auditReject": "reject", "auditAccept": "accept", "auditCost": "cost", "auditAllow": "allow",
}  # fmt: skip

# What a scope colours a character as; the first that fits counts.
COLOURS = [
    ("comment.line.documentation", "documentation"),
    ("comment.line", "comment"),
    ("string.quoted.triple", "textBlock"),
    ("string.quoted.double", "text"),
    ("string.regexp", "regex"),
    ("constant.numeric", "number"),
    ("keyword.other.unit", "unit"),
    ("keyword.declaration", "keyword"),
    ("keyword.other.item", "keyword"),
    ("keyword.control", "word"),
    ("keyword.operator.word", "word"),
    ("keyword.other.clause", "word"),
    ("constant.language", "word"),
    ("keyword.operator", "operator"),
    ("punctuation.accessor", "operator"),
    ("invalid", "invalid"),
]


def colour(scopes: list[str]) -> str:
    """The colour of a character; `name` where it has none of its own."""
    for scope in reversed(scopes):
        for prefix, name in COLOURS:
            if scope.startswith(prefix):
                return name
    return "name"


def colours(text: str) -> list[str | None]:
    """The colour of each character."""
    parser = LanguageParser(GRAMMAR)
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    found: list[str | None] = [None] * len(text)
    # The engine wants a line break at the end.
    element = parser.parse_string(text + "\n")
    for (line, column), content, scopes in element.flatten() if element else []:
        start = starts[line] + column
        for offset in range(start, min(start + len(content), len(text))):
            found[offset] = colour(scopes)
    return found


def tokens(rewardc: str, path: str):
    """Kind, parent's kind, whether it is the parent's first token, and byte range of each token of a file."""
    dump = subprocess.run([rewardc, "dump", path, "--stage", "tree"], capture_output=True, text=True).stdout
    # Depth, kind, and whether a token was seen already, of each open node.
    parents: list[tuple[int, str, list[bool]]] = [(-1, "", [])]
    for line in dump.splitlines():
        depth = len(line) - len(line.lstrip(" "))
        kind, *_, place = line.split()
        start, end = map(int, place.split("..<"))
        while parents[-1][0] >= depth:
            parents.pop()
        if '"' not in line:  # a node
            parents.append((depth, kind, []))
            continue
        _, parent, seen = parents[-1]
        yield kind, parent, not seen, start, end
        if kind not in ("comment", "documentation"):
            seen.append(True)


def wanted(kind: str, parent: str, is_first: bool, text: str) -> set[str] | None:
    """The colours a token may have; nil where it does not matter."""
    match kind:
        case "documentation" | "comment" | "text" | "textBlock" | "regex":
            return {kind}
        case "number" | "version":
            return {"number"}
        case "identifier":
            pass
        case "slash":
            return {"operator"}
        case _:
            return {"operator", "name"}
    if is_first and (parent.endswith("Declaration") or ITEMS.get(parent) == text):
        return {"keyword"}
    if parent in ("numberExpression", "rangeType", "boundedType", "unitType") and not is_first:
        return {"unit", "name"} if parent == "unitType" else {"unit"}
    if parent == "clause" and text in ("ms", "s", "min", "h") and not is_first:
        # `timeout 30 s`
        return {"unit"}
    if parent in ("nameExpression", "memberExpression", "callExpression", "functionParameter"):
        return {"name"}
    if parent in ("argument", "emitField", "memberField") and is_first:
        # `random(per rollout)` has a label without a colon.
        return {"name"} if text != "per" else {"name", "word"}
    if text in RESERVED:
        return {"word"}
    # A word with a meaning in one place may have a colour or none.
    return {"word", "name", "keyword"}


@pytest.mark.parametrize("path", reward_files(), ids=lambda path: path.stem)
def test_every_token_has_its_colour(rewardc, path):
    data = path.read_bytes()
    text = data.decode()
    place = {}
    offset = 0
    for index, character in enumerate(text):
        place[offset] = index
        offset += len(character.encode())
    place[offset] = len(text)
    found = colours(text)
    wrong = []
    for kind, parent, is_first, start, end in tokens(rewardc, str(path)):
        token = data[start:end].decode()
        expected = wanted(kind, parent, is_first, token)
        seen = {found[i] or "name" for i in range(place[start], place[end]) if not text[i].isspace()}
        if not seen <= expected:
            line = data[:start].count(b"\n") + 1
            wrong.append(f"{line}: {kind} {token!r} in {parent}: {sorted(seen)}, not {sorted(expected)}")
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize(
    "line, pieces",
    [
        ("rule a = x matches /a\\/b[/]c/i  // said", {"/a\\/b[/]c/i": "regex", "// said": "comment"}),
        ("metric m = (a + b) / c / d", {"/": "operator", "a": "name"}),
        ("metric m = not /x/ / 2", {"/x/": "regex"}),
        ("metric m = count_matches(x, /[0-9]+/) / 2 tok", {"/[0-9]+/": "regex", "2": "number", "tok": "unit"}),
        ("metric m = f(in: 1, over: 2) given x.in", {"in": "name", "given": "word"}),
        ('let t = "a // b {x} /y/" ++ ["c"]', {'"a // b {x} /y/"': "text", '"c"': "text"}),
        ("////// drawn", {"////// drawn": "comment"}),
        ("/// said", {"/// said": "documentation"}),
        ("let x = 1e-6 + 50% - .5", {"1e-6": "number", "50%": "number"}),
        ("# not a comment here", {"# not a comment here": "invalid"}),
    ],
)
def test_slashes_quotes_and_words_by_their_place(line, pieces):
    found = colours(line)
    for piece, expected in pieces.items():
        start = re.search(r"(?<!\w)" + re.escape(piece), line).start()
        assert {found[i] or "name" for i in range(start, start + len(piece)) if line[i] != " "} == {expected}, piece


def test_a_text_block_is_one_text_whatever_it_holds():
    text = 'let prompt = """\n  Rate {response} / 5, "well"?\n  // not a comment: {{ }}\n  """\nmetric m = 1\n'
    found = colours(text)
    start, end = text.index('"""'), text.rindex('"""') + 3
    assert {found[i] for i in range(start, end) if not text[i].isspace()} == {"textBlock"}
    assert found[text.index("metric")] == "keyword"
