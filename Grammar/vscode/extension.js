"use strict";

// Starts `rewardc lsp` for the .reward files of a window, and ends it with the window.

const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

/** Starts the server when the first .reward file is opened. */
async function activate() {
  const command = workspace.getConfiguration("reward").get("command");
  client = new LanguageClient(
    "reward",
    "rewardc",
    { command, args: ["lsp"] },
    {
      documentSelector: [{ language: "reward" }],
      synchronize: { fileEvents: workspace.createFileSystemWatcher("**/*.reward") },
    },
  );
  await client.start();
}

async function deactivate() {
  await client?.stop();
}

module.exports = { activate, deactivate };
