import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import * as vscode from "vscode";
import { firstLoadMs, loadMs, shownMessages } from "./devPostgresPage";
import { activeExtension, openFile, rangeOf, uriOf, waitUntil, workspaceFolder } from "./harness";
import { click, screenshot, visibleTexts, waitForVisible } from "./page";
import { showPlainWindow } from "./plainWindow";
import { describe, it } from "./suite";

const rows = ".test-explorer .monaco-list-row";
const expectedPath = "expected/hello_dynpgext.out";
const maxPictureBytes = 300_000;

/** The rows of the Testing view, as screen readers get them: label and state. */
async function testRows(): Promise<string[]> {
  return (await visibleTexts(rows)).map((text) => text.replaceAll(/\s+/g, " ").trim());
}

async function waitForState(label: string, state: string, timeoutMs: number): Promise<void> {
  const selector = `${rows}[aria-label*="${label}"][aria-label*="${state}"]`;
  await waitForVisible(selector, timeoutMs).catch(async (cause: unknown) => {
    throw new Error(`${label} is not ${state}; rows: ${(await testRows()).join(" | ")}`, { cause });
  });
}

/** SHA-256 by path of everything in the workspace that no build makes. */
function sources(): ReadonlyMap<string, string> {
  const folder = workspaceFolder();
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && !/\.(?:o|so|bc)$|compile_commands\.json$/.test(path));
  return new Map(
    paths.map((path) => [
      relative(folder, path),
      createHash("sha256").update(readFileSync(path)).digest("hex"),
    ]),
  );
}

async function takePicture(name: string): Promise<void> {
  const { size } = statSync(await screenshot(name));
  assert.ok(size < maxPictureBytes, `${name}.png has ${size} bytes`);
}

describe("the Testing view", () => {
  it(
    "shows the tests of the Makefile before anything is built, and runs them",
    async () => {
      await activeExtension();
      await showPlainWindow(1240, 700);
      await vscode.commands.executeCommand("workbench.view.testing.focus");
      await waitForVisible(`${rows}:has-text("Regression")`);
      await vscode.commands.executeCommand("testing.runAll");
      await waitForState("Regression", "Passed", firstLoadMs);
    },
    { timeoutMs: firstLoadMs + 30_000 },
  );

  it(
    "shows at the statement what was expected and what it gave, and accepts that",
    async () => {
      const before = sources();
      const path = uriOf(expectedPath).fsPath;
      const right = readFileSync(path, "utf8");
      writeFileSync(path, right.replace(" Hello, world!", " Hello, wold!"));
      const editor = await openFile("sql/hello_dynpgext.sql");
      editor.revealRange(new vscode.Range(0, 0, 0, 0), vscode.TextEditorRevealType.AtTop);
      await vscode.commands.executeCommand("testing.runAll");
      await waitForState("Regression", "Failed", loadMs);
      await vscode.commands.executeCommand("workbench.action.closePanel");
      await click(".monaco-editor .test-error-content-widget .inner");
      await waitForVisible('.zone-widget .monaco-diff-editor .view-line:has-text("wold")');
      await takePicture("test-failure");
      await click('.zone-widget :text("Accept Actual Output")');
      await waitUntil("the expected output is right again", () => readFileSync(path, "utf8") === right);
      assert.deepEqual(sources(), before);
      await vscode.commands.executeCommand("closePeekView").then(undefined, () => undefined);
      await vscode.commands.executeCommand("testing.runAll");
      await waitForState("Regression", "Passed", loadMs);
    },
    { timeoutMs: 2 * loadMs + 30_000 },
  );

  it(
    "runs with coverage and shows which lines of C were executed",
    async () => {
      const before = sources();
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      await vscode.commands.executeCommand("testing.coverageAll");
      await waitForVisible('.test-coverage-list-item:has-text("greetings.c")', firstLoadMs);
      const source = await openFile("greetings.c");
      const { start } = rangeOf(source.document, "/* hello.greet(name text) returns text */");
      source.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.AtTop);
      await vscode.commands.executeCommand("workbench.action.closePanel");
      await waitForVisible(".coverage-deco-hit, .coverage-deco-gutter");
      await takePicture("test-coverage");
      assert.deepEqual(sources(), before);
      const left = readdirSync(workspaceFolder(), { recursive: true, encoding: "utf8" });
      assert.deepEqual(
        left.filter((name) => /\.gc(?:da|no)$/.test(name)),
        [],
      );
    },
    { timeoutMs: firstLoadMs + 30_000 },
  );
});

describe("a Makefile whose tests only make knows", () => {
  it(
    "shows its tests when they are run",
    async () => {
      const path = uriOf("Makefile").fsPath;
      const before = readFileSync(path, "utf8");
      writeFileSync(path, before.replace(/^REGRESS = .*$/m, "REGRESS = $(shell echo hello_dynpgext)"));
      await vscode.commands.executeCommand("workbench.view.testing.focus");
      await waitForVisible(`${rows}:has-text("known when they are run")`);
      await vscode.commands.executeCommand("testing.runAll");
      await waitForState("Regression", "Passed", loadMs);
      const folded = `${rows}[aria-label*="Regression"][aria-expanded="false"]`;
      if ((await visibleTexts(folded)).length > 0) await click(`${folded} .monaco-tl-twistie`);
      await waitForState("hello_dynpgext", "Passed", loadMs);
      writeFileSync(path, before);
    },
    { timeoutMs: 2 * loadMs },
  );
});

describe("debugging a test", () => {
  it(
    "stops in C where a statement of the test calls it, and goes on to the verdict",
    async () => {
      const { document } = await openFile("greetings.c");
      const { start } = rangeOf(document, "short_length = pg_mbcliplen");
      const location = new vscode.Location(document.uri, new vscode.Position(start.line, 0));
      vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(location)]);
      await vscode.commands.executeCommand("workbench.view.testing.focus");
      await waitForVisible(`${rows}:has-text("Regression")`);
      void vscode.commands.executeCommand("testing.debugAll");
      const isStopped = async (): Promise<boolean> => {
        const [session, item] = [vscode.debug.activeDebugSession, vscode.debug.activeStackItem];
        if (session === undefined || item === undefined) return false;
        const request = { threadId: item.threadId, levels: 1 };
        const { stackFrames } = (await session.customRequest("stackTrace", request)) as {
          stackFrames: { name: string; line: number }[];
        };
        return stackFrames[0]?.name === "hello_greet" && stackFrames[0].line === start.line + 1;
      };
      await waitUntil("it is stopped in hello_greet", isStopped, { timeoutMs: firstLoadMs }).catch(
        async (cause: unknown) => {
          const messages = (await shownMessages()).join(" | ");
          throw new Error(`${(cause as Error).message}; messages: ${messages}`, { cause });
        },
      );
      vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
      await vscode.commands.executeCommand("workbench.action.debug.continue");
      await waitUntil("debugging has ended", () => vscode.debug.activeDebugSession === undefined, {
        timeoutMs: loadMs,
      });
      await vscode.commands.executeCommand("workbench.view.testing.focus");
      await waitForState("Regression", "Passed", loadMs);
    },
    { timeoutMs: firstLoadMs + 2 * loadMs },
  );
});
