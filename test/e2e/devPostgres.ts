import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { clickUntil } from "./clickUntil";
import {
  clearMessages,
  devPostgresItem,
  diagnosticsFrom,
  firstLoadMs,
  loadMs,
  rowSelector,
  runFromPalette,
  showTree,
  treeRows,
  waitForMessage,
  waitForRest,
  waitForRow,
} from "./devPostgresPage";
import { activeExtension, openFile, rangeOf, uriOf, waitUntil, workspaceFolder } from "./harness";
import { press, screenshot, selectors, waitForVisible } from "./page";
import { showPlainWindow } from "./plainWindow";
import { describe, it } from "./suite";

const maxPictureBytes = 300_000;

async function takePicture(name: string): Promise<void> {
  const { size } = statSync(await screenshot(name));
  assert.ok(size < maxPictureBytes, `${name}.png has ${size} bytes`);
}

/** The command line on the same folder, as in a terminal beside the editor. Resolves with its exit code. */
async function dynpgext(command: string, ...options: string[]): Promise<number> {
  const { extensionPath } = await activeExtension();
  const args = [join(extensionPath, "dist", "cli.js"), command, workspaceFolder(), ...options];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { timeout: loadMs }, (error) =>
      resolve(error === null ? 0 : Number(error.code)),
    );
  });
}

describe("Build and Load", () => {
  it(
    "from the palette builds the example, starts a server and says what it allocated and started",
    async () => {
      await showPlainWindow(1180, 640);
      await runFromPalette("Dynpgext: Build and Load");
      await waitForMessage("hello_dynpgext 0.1 loaded: 2 allocations, 2 workers", firstLoadMs);
      assert.match(await devPostgresItem(), /^\d+: dev$/);
      for (const file of ["hello_dynpgext.c", "workers.c"])
        assert.deepEqual(diagnosticsFrom("dynpgext (build)", uriOf(file)), []);
    },
    { timeoutMs: firstLoadMs + 10_000 },
  );

  it("leads to a view with the allocations, the workers, the database and its extension", async () => {
    await showTree();
    await waitForRow("the global memory", (row) => /^hello_dynpgext:0\.1:cluster16 B · global$/.test(row));
    await waitForRow("the memory of the database", (row) =>
      /^hello_dynpgext:0\.1:database\d+ B · dev$/.test(row),
    );
    await waitForRow("the clock", (row) => /^hello_dynpgext clockrunning · pid \d+ · global$/.test(row));
    await waitForRow("the reporter", (row) => /^hello_dynpgext reporterrunning · pid \d+ · dev$/.test(row));
    await waitForRow("the extension", (row) => /^hello_dynpgext0\.1 · schema hello$/.test(row));
    await waitForRow("the server", (row) => /^PostgreSQL \d+\.\d+running · pid \d+$/.test(row));
  });

  it("leaves a picture for the guide", async () => {
    const editor = await openFile("hello_dynpgext.c");
    const { start } = rangeOf(editor.document, "_Dynpgext_init(const");
    editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.AtTop);
    await showTree();
    for (let step = 0; step < 2; step++)
      await vscode.commands.executeCommand("workbench.action.increaseViewSize");
    await waitForVisible(".notifications-toasts .notification-list-item-message");
    await takePicture("dev-postgres");
    await clearMessages();
  });
});

describe("the view", () => {
  it("shows memory as bytes that change while one looks", async () => {
    const document = () =>
      vscode.window.visibleTextEditors.find(({ document: each }) => each.uri.scheme === "dynpgext-memory")
        ?.document;
    const isShown = () => document()?.getText().includes("00000000  ") === true;
    await clickUntil("the memory is shown", rowSelector("hello_dynpgext:0.1:cluster"), isShown);
    const text = document()?.getText() ?? "";
    assert.match(
      text,
      /^hello_dynpgext:0\.1:cluster\nhello_dynpgext 0\.1 · global · 16 bytes · guards intact/,
    );
    await waitUntil("the heartbeats are counted", () => document()?.getText() !== text);
    await waitForVisible(".monaco-editor .view-line");
    await takePicture("shared-memory");
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
  });

  it("leads to the line that registered a worker", async () => {
    const isThere = () => {
      const editor = vscode.window.activeTextEditor;
      if (editor === undefined || !editor.document.uri.path.endsWith("/hello_dynpgext.c")) return false;
      return editor.document.lineAt(editor.selection.active.line).text.includes("register_bgworker");
    };
    await clickUntil("the registration is selected", rowSelector("hello_dynpgext reporter"), isThere);
  });

  it("shows while one looks that a worker was killed", async () => {
    const row = await waitForRow("the clock", (each) => each.startsWith("hello_dynpgext clock"));
    const pid = Number(/pid (\d+)/.exec(row)?.[1]);
    process.kill(pid, "SIGTERM");
    await waitForRow("how it ended", (each) =>
      /^hello_dynpgext clockexited · exit code 0 · global$/.test(each),
    );
    assert.ok((await treeRows()).some((each) => /reporterrunning · pid \d+ · dev/.test(each)));
  });
});

describe("tasks", () => {
  it(
    "build the extension, and say with their exit code that it went well",
    async () => {
      const found = await vscode.tasks.fetchTasks({ type: "dynpgext" });
      assert.deepEqual(found.map(({ name }) => name).sort(), ["build", "build and load"]);
      const task = found.find(({ name }) => name === "build");
      assert.ok(task);
      const ended = new Promise<number | undefined>((resolve) => {
        const subscription = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
          if (execution.task.name !== "build") return;
          subscription.dispose();
          resolve(exitCode);
        });
      });
      await vscode.tasks.executeTask(task);
      assert.equal(await ended, 0);
      await waitForRest(loadMs);
      await vscode.commands.executeCommand("workbench.action.closePanel");
    },
    { timeoutMs: loadMs },
  );
});

describe("psql", () => {
  it("opens in a terminal, connected to the dev database", async () => {
    await runFromPalette("Dynpgext: Open psql");
    const terminal = () => vscode.window.terminals.find(({ name }) => name === "psql: dev");
    await waitUntil("there is a terminal", () => terminal() !== undefined);
    const { shellPath = "", shellArgs = [] } = terminal()?.creationOptions as vscode.TerminalOptions;
    assert.match(shellPath, /\/psql$/);
    assert.equal([...shellArgs].at(-1), "dev");
    await waitForRow("its connection", (row) =>
      /^dev\S+ MiB · 1 connection$/.test(row.replace("dev ", "dev")),
    );
    terminal()?.dispose();
    await vscode.commands.executeCommand("workbench.action.closePanel");
  });
});

describe("what is chosen and examined", () => {
  it("is offered: every PostgreSQL that was found", async () => {
    await runFromPalette("Dynpgext: Select PostgreSQL Version…");
    await waitForVisible(`${selectors.quickInput} .monaco-list-row:has-text("pg_config")`, loadMs);
    await waitForVisible(`${selectors.quickInput} .monaco-list-row:has-text("Automatic")`);
    await press("Escape");
  });

  it("is judged by the doctor", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await runFromPalette("Dynpgext: Doctor");
    await waitForVisible(`${selectors.quickInput} .quick-input-title:has-text("Doctor")`, loadMs);
    await takePicture("doctor");
    await press("Escape");
  });
});

describe("a server that somebody else stops or starts", () => {
  it(
    "is seen: the status bar and the view follow the command line",
    async () => {
      assert.equal(await dynpgext("stop"), 0);
      await waitUntil("the status bar says so", async () => /^\d+ stopped$/.test(await devPostgresItem()));
      await waitForVisible('.pane-body .welcome-view-content:has-text("Build and Load")');
      assert.equal(await dynpgext("start"), 0);
      await waitUntil("the status bar says so", async () => /^\d+: dev$/.test(await devPostgresItem()));
      await waitForRow("the clock again", (row) =>
        /^hello_dynpgext clockrunning · pid \d+ · global$/.test(row),
      );
    },
    { timeoutMs: 120_000 },
  );
});

describe("the server's log", () => {
  it(
    "is shown as it is written, with links to the sources",
    async () => {
      const editor = await openFile("greetings.c");
      const before = rangeOf(editor.document, "\t/* Cut between characters, not inside one. */");
      const check = `\tif (name[0] == '\\0')\n\t\tereport(ERROR, (errmsg("nobody is to be greeted")));\n\n`;
      await editor.edit((edit) => edit.insert(before.start, check));
      assert.ok(await editor.document.save());
      await runFromPalette("Dynpgext: Show Server Log");
      const log = () =>
        vscode.workspace.textDocuments.find(
          ({ languageId, uri }) => languageId === "dynpgext-log" && uri.path.includes("log"),
        );
      assert.equal(await dynpgext("run", "--sql", "select hello.greet('')"), 1);
      const isLogged = () =>
        log()?.getText().includes("ERROR: nobody is to be greeted (greetings.c:") === true;
      await waitUntil("the error is in the log", isLogged);
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
        "vscode.executeLinkProvider",
        log()?.uri,
      );
      assert.ok(
        links.some(
          ({ target }) =>
            target?.path.endsWith("/greetings.c") && target.fragment === `L${before.start.line + 2},1`,
        ),
        links.map(({ target }) => target?.toString()).join("\n"),
      );
      editor.revealRange(before, vscode.TextEditorRevealType.AtTop);
      await waitForVisible('.part.panel .detected-link:has-text("greetings.c:")');
      await takePicture("server-log");
      await vscode.commands.executeCommand("workbench.action.closePanel");
    },
    { timeoutMs: 2 * loadMs },
  );
});
