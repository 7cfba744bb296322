import { commands, Uri, window, workspace, type Disposable } from "vscode";
import type { LensTarget } from "../../../server/src/protocol/lensCommands";
import type { DebugTarget } from "../../../devpg/src/plan/debugTarget";
import { loadQuietly } from "../commands/devPostgres/load";
import type { DevFolder } from "../devpg/devFolder";
import { showProblem } from "../devpg/showProblem";
import { untrusted } from "../devpg/untrusted";
import { withAnswer } from "../devpg/withProgress";
import { askSql, sqlToDebug } from "./askSql";
import { startDebugging } from "./debugApi";
import { debugCommandIds as ids } from "./debugCommandIds";
import type { DebugParts } from "./debugParts";
import { pickBackend, pickWorker } from "./pickProcess";

type DebugCommand = (parts: DebugParts, dev: DevFolder, given: unknown) => Promise<unknown>;

const debugCommands: Readonly<Record<string, DebugCommand>> = {
  [ids.debug]: (parts, dev, given) => debugLens(parts, dev, given),
  [ids.sql]: (parts, dev) => debugSql(parts, dev),
  [ids.attachToBackend]: async (parts, dev, given) => {
    const pid = typeof given === "number" ? given : await pickBackend(parts, dev);
    if (pid !== undefined) await start(dev, { kind: "process", pid }, `Process ${pid}`);
  },
  [ids.attachToWorker]: async (parts, dev) => {
    const worker = await pickWorker(parts, dev, { isRunning: true });
    if (worker === undefined) return;
    const { name, database } = worker;
    await start(dev, { kind: "worker", name, ...(database === undefined ? {} : { database }) }, name);
  },
  [ids.workerStart]: async (parts, dev) => {
    const worker = await pickWorker(parts, dev, { isRunning: false });
    if (worker !== undefined) await startWorker(dev, worker.name, worker.functionName, worker.database);
  },
  [ids.nextSession]: (_, dev) => debugNextSession(dev),
  [ids.pickBackend]: async (parts, dev) => {
    const pid = await pickBackend(parts, dev);
    return pid === undefined ? undefined : String(pid);
  },
  [ids.pickWorker]: async (parts, dev) => (await pickWorker(parts, dev, { isRunning: false }))?.name,
  [ids.askSql]: (parts) => askSql(parts.memory, "", "select …"),
};

export function registerDebugCommands(parts: DebugParts): Disposable[] {
  return Object.entries(debugCommands).map(([id, command]) =>
    commands.registerCommand(id, async (given?: unknown, more?: unknown) => {
      const dev = folderOf(parts, given) ?? (await parts.folders.choose("Debug"));
      if (dev === undefined) return undefined;
      if (!workspace.isTrusted) return showProblem(parts, dev, untrusted);
      return command(parts, dev, more ?? given);
    }),
  );
}

function folderOf({ folders }: DebugParts, given: unknown): DevFolder | undefined {
  const uri = typeof given === "string" ? Uri.parse(given) : given;
  const folder = uri instanceof Uri ? workspace.getWorkspaceFolder(uri) : undefined;
  return folders.all().find((dev) => dev.folder.uri.toString() === folder?.uri.toString());
}

/** Resolves when debugging has begun; a failure is shown by whoever failed. */
async function start(dev: DevFolder, target: DebugTarget, title: string, load?: boolean): Promise<boolean> {
  return startDebugging(dev, { target, title, ...(load === undefined ? {} : { load }) });
}

async function debugSql(parts: DebugParts, dev: DevFolder): Promise<void> {
  const sql = await sqlToDebug(parts.memory);
  if (sql !== undefined) await start(dev, { kind: "sql", sql }, "Debug SQL");
}

function startWorker(
  dev: DevFolder,
  name: string,
  functionName?: string,
  database?: string,
): Promise<boolean> {
  const main = functionName === undefined ? {} : { functionName };
  const where = database === undefined ? {} : { database };
  return start(dev, { kind: "worker-start", name, ...main, ...where }, `Start-up of ${name}`);
}

async function debugNextSession(dev: DevFolder): Promise<void> {
  const application = await window.showInputBox({
    title: "Debug the next session",
    prompt: "Its application_name. The session waits in its first statement until the debugger is attached",
    value: "psql",
    ignoreFocusOut: true,
  });
  if (application === undefined || application === "") return;
  const database = dev.state.kind === "known" ? dev.state.database : "dev";
  await start(dev, { kind: "session", application, database }, `Next session of ${application}`);
}

/** The lens above a function: a SQL function is called, a worker started; elsewhere any SQL is asked for. */
async function debugLens(parts: DebugParts, dev: DevFolder, given: unknown): Promise<void> {
  const target = isLensTarget(given) ? given : undefined;
  if (target?.kind === "worker") return void (await startWorker(dev, target.name, target.functionName));
  if (target?.kind === "function") return debugFunction(parts, dev, target.name);
  const sql = await askSql(parts.memory, "", "select …");
  if (sql !== undefined) await start(dev, { kind: "sql", sql }, "Debug SQL");
}

function isLensTarget(given: unknown): given is LensTarget {
  return typeof given === "object" && given !== null && "kind" in given && "name" in given;
}

/** Asks for the call, which begins as it was the last time. What there is to call is known when the extension is loaded. */
async function debugFunction(parts: DebugParts, dev: DevFolder, cFunction: string): Promise<void> {
  if ((await loadQuietly(parts, dev)) === undefined) return;
  const { sqlCalls } = await import("../../../devpg/src/host/debug/sqlCalls");
  const calls = await withAnswer(parts, dev, (postgres) => sqlCalls(postgres, cFunction));
  if (calls === undefined) return;
  const items = calls.map(({ signature, statement }) => ({ label: signature, statement }));
  const chosen =
    items.length < 2
      ? items[0]
      : await window.showQuickPick(items, { title: `${cFunction} is behind several SQL functions` });
  if (chosen === undefined && items.length > 0) return;
  const sql = await askSql(parts.memory, chosen?.label ?? cFunction, chosen?.statement ?? "select …");
  if (sql !== undefined) await start(dev, { kind: "sql", sql }, `Debug ${cFunction}`, false);
}
