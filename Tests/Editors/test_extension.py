"""The VS Code extension is put together right: what its manifest names is there and fits."""

import json
import re
import shutil
import subprocess

import pytest
from conftest import ROOT

FOLDER = ROOT / "Grammar/vscode"
GRAMMAR = ROOT / "Grammar/reward.tmLanguage.json"
MANIFEST = json.loads((FOLDER / "package.json").read_text())


def test_the_manifest_names_files_that_are_there():
    contributes = MANIFEST["contributes"]
    # The grammar is copied beside the manifest when the extension is put together.
    paths = [MANIFEST["main"]] + [it["configuration"] for it in contributes["languages"]]
    assert all((FOLDER / path).is_file() for path in paths)
    assert [it["path"] for it in contributes["grammars"]] == ["./" + GRAMMAR.name]
    assert "cp ../" + GRAMMAR.name in (FOLDER / "README.md").read_text()


def test_language_and_grammar_are_one():
    (language,) = MANIFEST["contributes"]["languages"]
    (grammar,) = MANIFEST["contributes"]["grammars"]
    source = json.loads(GRAMMAR.read_text())
    assert grammar["language"] == language["id"]
    assert grammar["scopeName"] == source["scopeName"]
    assert language["extensions"] == ["." + it for it in source["fileTypes"]]


def test_every_rule_of_the_grammar_is_used_and_there():
    source = json.loads(GRAMMAR.read_text())
    included = set(re.findall(r'"include": "#([\w-]+)"', GRAMMAR.read_text()))
    assert included == set(source["repository"])


def test_comments_and_brackets_are_those_of_the_language():
    configuration = json.loads((FOLDER / "language-configuration.json").read_text())
    assert configuration["comments"] == {"lineComment": "//"}
    assert configuration["brackets"] == [["{", "}"], ["[", "]"], ["(", ")"]]
    assert re.fullmatch(configuration["wordPattern"], "gamma_2")


def test_the_client_starts_the_server_with_the_library_that_is_named():
    client = (FOLDER / "extension.js").read_text()
    required = set(re.findall(r'require\("([\w-]+)', client)) - {"vscode"}
    assert required == set(MANIFEST["dependencies"])
    assert 'args: ["lsp"]' in client
    assert set(re.findall(r'get\("(\w+)"\)', client)) == {
        name.removeprefix("reward.") for name in MANIFEST["contributes"]["configuration"]["properties"]
    }


# What the client library and the editor would be, as far as the extension uses them.
STAND_INS = """
const Module = require("module");
const load = Module._load;
const said = (...words) => console.log(JSON.stringify(words));
class LanguageClient {
  constructor(id, name, server, options) { said("new", server, options.documentSelector); }
  async start() { said("start"); }
  async stop() { said("stop"); }
}
const workspace = {
  getConfiguration: (section) => ({ get: (key) => `${section}.${key}` }),
  createFileSystemWatcher: (pattern) => pattern,
};
Module._load = (name, ...rest) =>
  name === "vscode" ? { workspace } : name === "vscode-languageclient/node" ? { LanguageClient } : load(name, ...rest);
const extension = require(process.argv[1]);
extension.activate().then(() => extension.deactivate());
"""


@pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")
def test_the_extension_starts_the_server_and_ends_it():
    command = ["node", "-e", STAND_INS, str(FOLDER / "extension.js")]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    server = {"command": "reward.command", "args": ["lsp"]}
    assert [json.loads(line) for line in said] == [["new", server, [{"language": "reward"}]], ["start"], ["stop"]]
