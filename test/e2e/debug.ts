import assert from "node:assert/strict";
import { statSync } from "node:fs";
import * as vscode from "vscode";
import { firstLoadMs, loadMs, shownMessages } from "./devPostgresPage";
import { activeExtension, openFile, rangeOf, uriOf, waitUntil } from "./harness";
import { press, screenshot, selectors, typeText, visibleTexts, waitForVisible } from "./page";
import { showPlainWindow } from "./plainWindow";
import { describe, it } from "./suite";

const maxPictureBytes = 300_000;

interface Stopped {
  readonly session: vscode.DebugSession;
  readonly thread: number;
  readonly frames: readonly { readonly id: number; readonly name: string; readonly line: number }[];
}

/** Sets one breakpoint, at the line of a text; others go. */
async function breakAt(path: string, text: string): Promise<number> {
  const { document } = await openFile(path);
  const { start } = rangeOf(document, text);
  vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
  const location = new vscode.Location(uriOf(path), new vscode.Position(start.line, 0));
  vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(location)]);
  return start.line + 1;
}

/** Clicks the lens of this title above the line with this text. */
async function clickLens(path: string, line: string, title: string): Promise<void> {
  await activeExtension();
  const { document } = await openFile(path);
  const at = rangeOf(document, line).start.line;
  let lens: vscode.CodeLens | undefined;
  await waitUntil(`there is the lens ${title}`, async () => {
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      document.uri,
      1000,
    );
    lens = found.find(({ range, command }) => range.start.line === at && command?.title === title);
    return lens !== undefined;
  });
  const { command } = lens ?? {};
  assert.ok(command);
  void vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}

/** Waits until a session stands still in a function. */
async function stoppedIn(name: string, timeoutMs: number): Promise<Stopped> {
  let found: Stopped | undefined;
  const isStopped = async (): Promise<boolean> => {
    const session = vscode.debug.activeDebugSession;
    const item = vscode.debug.activeStackItem;
    if (session === undefined || item === undefined) return false;
    const thread = item.threadId;
    const { stackFrames } = (await session.customRequest("stackTrace", { threadId: thread, levels: 5 })) as {
      stackFrames: Stopped["frames"];
    };
    found = { session, thread, frames: stackFrames };
    return stackFrames[0]?.name === name;
  };
  await waitUntil(`it is stopped in ${name}`, isStopped, { timeoutMs }).catch(async (cause: unknown) => {
    const messages = (await shownMessages()).join(" | ");
    throw new Error(`${(cause as Error).message}; messages: ${messages}`, { cause });
  });
  return found!;
}

async function goOn({ session }: Stopped): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    const subscription = vscode.debug.onDidTerminateDebugSession((each) => {
      if (each.id !== session.id) return;
      subscription.dispose();
      resolve();
    });
  });
  await vscode.commands.executeCommand("workbench.action.debug.continue");
  await ended;
}

/** Shows the debug console, which may be there already, and waits for a line of it. */
async function waitForConsole(text: string): Promise<void> {
  await vscode.commands.executeCommand("workbench.panel.repl.view.focus");
  await waitForVisible(`.repl .monaco-list-row:has-text("${text}")`).catch(async (cause: unknown) => {
    const rows = (await visibleTexts(".repl .monaco-list-row")).join(" | ");
    throw new Error(`the console does not say ${text}, but: ${rows}`, { cause });
  });
}

describe("debugging a function", () => {
  it(
    "asks for its call and stops at the breakpoint, with its variables",
    async () => {
      await showPlainWindow(1280, 720);
      const line = await breakAt("greetings.c", "short_length = pg_mbcliplen");
      await clickLens("greetings.c", "hello_greet(PG_FUNCTION_ARGS)", "Debug");
      await waitForVisible(
        `${selectors.quickInput} .quick-input-title:has-text("Debug hello.greet(text)")`,
        firstLoadMs,
      );
      await press("Control+A");
      await typeText("select hello.greet('World') as said");
      await press("Enter");
      const stopped = await stoppedIn("hello_greet", loadMs);
      assert.equal(stopped.frames[0]?.line, line);
      await vscode.commands.executeCommand("workbench.view.debug");
      await waitForVisible('.debug-variables .monaco-list-row:has-text("\\"World\\"")');
      for (const command of ["workbench.action.closePanel", "notifications.clearAll"])
        await vscode.commands.executeCommand(command);
      const { size } = statSync(await screenshot("debugger"));
      assert.ok(size < maxPictureBytes, `debugger.png has ${size} bytes`);
    },
    { timeoutMs: firstLoadMs + 2 * loadMs },
  );

  it(
    "steps, and gives the rows in the debug console when it goes on",
    async () => {
      const before = await stoppedIn("hello_greet", loadMs);
      await vscode.commands.executeCommand("workbench.action.debug.stepOver");
      const line = before.frames[0]!.line + 1;
      await waitUntil("it has stepped", async () => {
        const { frames } = await stoppedIn("hello_greet", loadMs);
        return frames[0]?.line === line;
      });
      await goOn(before);
      await waitForConsole("Hello, World!");
      await vscode.commands.executeCommand("workbench.action.closePanel");
    },
    { timeoutMs: 3 * loadMs },
  );
});

describe("debugging the start-up of a worker", () => {
  it(
    "stops at the first line of its main function",
    async () => {
      vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
      await clickLens("workers.c", "hello_clock_main(Datum main_arg)", "Debug start-up");
      const stopped = await stoppedIn("hello_clock_main", loadMs);
      await vscode.debug.stopDebugging(stopped.session);
    },
    { timeoutMs: 2 * loadMs },
  );
});

describe("stopping on errors", () => {
  it(
    "needs no more than a line in the configuration, and shows what was raised",
    async () => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      const raised = {
        type: "dynpgext",
        request: "launch",
        name: "Raise",
        sql: "select 1/0",
        stopOnError: true,
      };
      assert.ok(await vscode.debug.startDebugging(folder, raised));
      await waitForVisible('.pane-header:has-text("ERROR 22012: division by zero")', loadMs);
      const session = vscode.debug.activeDebugSession;
      assert.ok(session);
      await vscode.debug.stopDebugging(session);
      await waitUntil("nothing is debugged", () => vscode.debug.activeDebugSession === undefined);
    },
    { timeoutMs: 2 * loadMs },
  );

  it("refuses a configuration that says nothing to run, and says what to write", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const empty = { type: "dynpgext", request: "launch", name: "Nothing" };
    assert.equal(await vscode.debug.startDebugging(folder, empty), false);
    await waitUntil("a message says so", async () =>
      (await shownMessages()).some((text) => text.includes("says nothing to run")),
    );
  });
});
