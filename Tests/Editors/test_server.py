"""`rewardc lsp` as an editor sees it: a client of the protocol starts it and talks to it."""

import os
import pathlib
import stat
import tempfile

import pytest
import pytest_lsp
from conftest import ROOT
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

# Where the server puts the sources of the standard library.
CACHE = tempfile.mkdtemp()
COMMAND = [str(ROOT / ".build/debug/rewardc"), "lsp", "--stdio"]

SPEC = """\
/// What a task is worth.
spec task 1.0.0

import "./common.reward" as common

input response: text
input answer: text per group

/// Whether the answer is right.
rule right = response == answer
reward paid: 0..1 = common.half(right)
advantage = grpo(paid, like: verl)
"""

COMMON = """\
/// Half of it.
func half(v: 0..1) -> 0..1 = v / 2
"""


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=COMMAND, server_env={**os.environ, "XDG_CACHE_HOME": CACHE}),
    params=["neovim", "visual_studio_code"],
)
async def client(request, lsp_client: LanguageClient):
    parameters = lsp.InitializeParams(capabilities=client_capabilities(request.param), process_id=os.getpid())
    result = await lsp_client.initialize_session(parameters)
    lsp_client.position_encoding = result.capabilities.position_encoding
    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def folder(tmp_path):
    """A folder with what the spec imports, on the disk only."""
    (tmp_path / "common.reward").write_text(COMMON)
    return tmp_path


class Editor:
    """An open document."""

    def __init__(self, client, path: pathlib.Path, text: str):
        self.client = client
        self.uri = path.as_uri()
        self.document = lsp.TextDocumentIdentifier(self.uri)
        self.text = text
        self.version = 1

    async def open(self):
        item = lsp.TextDocumentItem(self.uri, "reward", self.version, self.text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return await self.diagnostics()

    async def type(self, old: str, new: str):
        """Puts `new` in the place of `old`, as one keystroke, and gives what is found then."""
        span = self.range(old)
        self.text = self.text.replace(old, new, 1)
        self.version += 1
        document = lsp.VersionedTextDocumentIdentifier(self.version, self.uri)
        change = lsp.TextDocumentContentChangePartial(range=span, text=new)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))
        return await self.diagnostics()

    async def diagnostics(self):
        """What is published for the document as it stands: the server checks it before it answers anything about it."""
        await self.symbols()
        return list(self.client.diagnostics[self.uri])

    async def symbols(self):
        return await self.client.text_document_document_symbol_async(lsp.DocumentSymbolParams(self.document))

    def place(self, piece: str, behind: int = 0, after: str = "") -> lsp.Position:
        """Where a piece stands, first behind `after`, and so many characters further."""
        start = self.text.index(piece, self.text.index(after)) + behind
        return lsp.Position(self.text.count("\n", 0, start), start - (self.text.rfind("\n", 0, start) + 1))

    def range(self, piece: str, after: str = "") -> lsp.Range:
        return lsp.Range(self.place(piece, 0, after), self.place(piece, len(piece), after))


async def opened(client, folder, text=SPEC) -> Editor:
    editor = Editor(client, folder / "task.reward", text)
    await editor.open()
    return editor


async def test_mistakes_come_and_go_as_one_types(client, folder):
    editor = Editor(client, folder / "task.reward", SPEC)
    assert await editor.open() == []
    found = await editor.type("== answer", "== anser")
    assert [(it.code, it.range) for it in found] == [("E150", editor.range("anser"))]
    assert found[0].severity == lsp.DiagnosticSeverity.Error and found[0].source == "rewardc"
    assert await editor.type("anser", "answer") == []


async def test_columns_are_those_that_were_agreed_on(client, folder):
    editor = await opened(client, folder, SPEC + 'rule high = "😀é" == response and q > 1\n')
    line = editor.text.splitlines()[-1]
    before = line[: line.index(" q ") + 1]
    sizes = {"utf-8": len(before.encode()), "utf-16": len(before.encode("utf-16-le")) // 2}
    assert client.diagnostics[editor.uri][0].range.start.character == sizes[client.position_encoding]


async def test_hover_shows_type_and_documentation(client, folder):
    editor = await opened(client, folder)

    async def hover(piece, behind=0, after=""):
        position = editor.place(piece, behind, after)
        found = await client.text_document_hover_async(lsp.HoverParams(editor.document, position))
        return found.contents.value

    rule = await hover("right", after="half(")
    assert "rule right: bool per rollout" in rule and "Whether the answer is right." in rule
    assert "func half(v: 0..1) -> 0..1" in await hover("half")
    library = await hover("grpo")
    assert "func grpo(" in library and "arXiv 2402.03300" in library and "std.advantage" in library
    assert "A score that is trained on" in await hover("reward", after="rule")


async def test_names_lead_to_declarations(client, folder):
    editor = await opened(client, folder)

    async def definition(piece, after=""):
        position = editor.place(piece, 1, after)
        return await client.text_document_definition_async(lsp.DefinitionParams(editor.document, position))

    own = await definition("right", after="half(")
    assert (own.uri, own.range) == (editor.uri, editor.range("right", after="rule"))
    imported = await definition("half")
    assert imported.uri == (folder / "common.reward").as_uri() and imported.range.start == lsp.Position(1, 5)
    module = await definition("./common.reward")
    assert module.uri == (folder / "common.reward").as_uri()

    library = pathlib.Path((await definition("grpo")).uri.removeprefix("file://"))
    assert str(library).startswith(CACHE) and library.name == "std.advantage.reward"
    assert library.read_bytes() == (ROOT / "Sources/RewardSemantics/StandardLibrary/advantage.reward").read_bytes()
    assert not library.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    # What the editor then opens is no spec of the user's: nothing is wrong with it.
    shown = Editor(client, library, library.read_text())
    assert await shown.open() == []


async def test_references_and_renaming(client, folder):
    editor = await opened(client, folder)
    position = editor.place("right", 2, after="rule")
    parameters = lsp.ReferenceParams(lsp.ReferenceContext(True), editor.document, position)
    found = await client.text_document_references_async(parameters)
    places = [editor.range("right", after="rule"), editor.range("right", after="half(")]
    assert [it.range for it in found] == places

    async def rename(position, name):
        parameters = lsp.RenameParams(text_document=editor.document, position=position, new_name=name)
        return await client.text_document_rename_async(parameters)

    edit = await rename(position, "correct")
    assert [(it.range, it.new_text) for it in edit.changes[editor.uri]] == [(it, "correct") for it in places]
    imported = await rename(editor.place("half"), "halved")
    assert set(imported.changes) == {editor.uri, (folder / "common.reward").as_uri()}
    for piece, after, name, reason in [
        ("grpo", "advantage =", "other", "belongs to the standard library"),
        ("right", "rule", "over", "cannot be a name"),
        ("right", "rule", "paid", "is declared twice"),
        ("response", "input", "output", "is known under several names"),
    ]:
        with pytest.raises(JsonRpcException, match=reason):
            await rename(editor.place(piece, 0, after), name)


async def test_completion_knows_what_may_stand_there(client, folder):
    editor = await opened(client, folder)

    async def complete(position):
        found = await client.text_document_completion_async(lsp.CompletionParams(editor.document, position))
        return {item.label: item for item in found.items}

    arguments = await complete(editor.place("grpo(", 5))
    assert arguments["like"].text_edit.new_text == "like: " and "paid" in arguments and "mean" in arguments
    assert arguments["mean"].detail.startswith("mean(x over h")
    assert list(await complete(editor.place("like: ", 6)))[:2] == ["trl", "verl"]
    await editor.type("common.half(right)", "common.")
    members = await complete(editor.place("common.", 7, after="paid"))
    assert list(members) == ["half"]


async def test_help_is_a_quick_fix(client, folder):
    editor = await opened(client, folder, SPEC.replace("== answer", "== anser"))
    span = editor.range("anser")
    parameters = lsp.CodeActionParams(editor.document, span, lsp.CodeActionContext(client.diagnostics[editor.uri]))
    actions = await client.text_document_code_action_async(parameters)
    assert [action.title for action in actions] == ["did you mean `answer`?"]
    (edit,) = actions[0].edit.changes[editor.uri]
    assert (edit.range, edit.new_text) == (span, "answer")
    assert await editor.type("anser", edit.new_text) == []


async def test_an_outline_lists_what_is_declared(client, folder):
    editor = await opened(client, folder)
    names = ["task", "./common.reward", "response", "answer", "right", "paid", "advantage"]
    assert [symbol.name for symbol in await editor.symbols()] == names


async def test_what_an_import_breaks_shows_at_once(client, folder):
    editor = await opened(client, folder)
    common = Editor(client, folder / "common.reward", COMMON)
    assert await common.open() == []
    await common.type("func half", "func third")
    found = await editor.diagnostics()
    assert [it.message.splitlines()[0] for it in found] == ["`common` has no function `half`"]


async def test_an_import_may_be_a_file_that_was_never_saved(client, folder):
    text = SPEC.replace("./common.reward", "./unsaved.reward")
    editor = await opened(client, folder, text)
    assert [it.code for it in await editor.diagnostics()] == ["E601"]
    unsaved = Editor(client, folder / "unsaved.reward", COMMON)
    await unsaved.open()
    assert await editor.type("What a task", "What this task") == []
    # Outside the project nothing is read, open or not.
    outside = await editor.type("./unsaved.reward", "../../../etc/passwd")
    assert len(outside) == 1 and "passwd" in outside[0].message


async def test_formatting_is_that_of_rewardc_fmt(client, folder):
    editor = await opened(client, folder, SPEC.replace(" = ", "="))
    options = lsp.FormattingOptions(tab_size=2, insert_spaces=True)
    (edit,) = await client.text_document_formatting_async(lsp.DocumentFormattingParams(editor.document, options))
    lines = editor.text.splitlines(keepends=True)
    before = "".join(lines[: edit.range.start.line]) + lines[edit.range.start.line][: edit.range.start.character]
    after = lines[edit.range.end.line][edit.range.end.character :] + "".join(lines[edit.range.end.line + 1 :])
    assert before + edit.new_text + after == SPEC
