import { debug, window, type DebugConfiguration, type WorkspaceFolder } from "vscode";
import type { DebugSessionRequest } from "../../../devpg/src/host/debug/createDebugAdapter";
import type { DevProblem } from "../../../devpg/src/host/devPostgres";
import type { Debugger } from "../../../devpg/src/plan/debug/debuggerChoice";
import type { DebugConfigurationRead } from "../../../devpg/src/plan/debug/debugConfiguration";
import { loadQuietly } from "../commands/devPostgres/load";
import type { DevFolder } from "../devpg/devFolder";
import type { OpenDevPostgres } from "../devpg/openDevPostgres";
import { showProblem } from "../devpg/showProblem";
import type { BeginSession } from "./debugApi";
import type { DebugParts } from "./debugParts";
import { pickDebugger } from "./pickDebugger";
import type { ForeignSessions } from "./foreignSessions";

/** How long a session or worker is waited for that somebody still has to start. */
const waitMs = 10 * 60_000;

/** A debug session that is about to begin: everything is built, and who debugs is known. */
export interface ReadySession {
  readonly dev: DevFolder;
  readonly opened: OpenDevPostgres;
  readonly debugger: Debugger;
  readonly request: DebugSessionRequest;
}

/** Builds and loads when that is wanted, and finds a debugger. Undefined when something failed, which is shown. */
export async function readySession(
  parts: DebugParts,
  dev: DevFolder,
  wanted: DebugConfigurationRead,
  begin: BeginSession | undefined,
): Promise<ReadySession | undefined> {
  const opened = await dev.open();
  if (!opened.ok) return refuse(parts, dev, opened.problem);
  // Before anything is built: a minute of compiling is no way to learn that there is no debugger.
  const chosen = await pickDebugger(dev, opened.value);
  if (!chosen.ok) return refuse(parts, dev, chosen.problem);
  const report = wanted.load ? await loadQuietly(parts, dev) : undefined;
  if (wanted.load && report === undefined) return undefined;
  const { load: _, ...request } = wanted;
  const say = (text: string): void => {
    debug.activeDebugConsole.appendLine(text);
    window.setStatusBarMessage(`$(debug) ${text}`, 10_000);
  };
  const waiting = { timeoutMs: waitMs, say, ...(begin === undefined ? {} : { begin }) };
  return {
    ...{ dev, opened: opened.value, debugger: chosen.value },
    request: { ...request, modules: parts.modules, libraries: report?.build.libraries ?? [], waiting },
  };
}

/** Hands a session to the debugger of another extension. Resolves with whether it has begun. */
export async function startForeign(
  parts: DebugParts,
  sessions: ForeignSessions,
  folder: WorkspaceFolder,
  { dev, opened, debugger: chosen, request }: ReadySession,
): Promise<boolean> {
  const [{ planDebuggee }, { codelldbConfiguration }, { cppdbgConfiguration }] = await Promise.all([
    import("../../../devpg/src/host/debug/createDebugAdapter"),
    import("../../../devpg/src/plan/debug/codelldbConfiguration"),
    import("../../../devpg/src/plan/debug/cppdbgConfiguration"),
  ]);
  const planned = await planDebuggee(opened.postgres, request, new AbortController().signal);
  if (!planned.ok) {
    refuse(parts, dev, planned.problem);
    return false;
  }
  for (const { message, action } of planned.value.warnings)
    void window.showWarningMessage(action === undefined ? message : `${message}. ${action}.`);
  const { plan } = planned.value;
  const configuration =
    chosen.kind === "cpptools" ? cppdbgConfiguration(plan, chosen.gdb) : codelldbConfiguration(plan);
  return sessions.start(
    folder,
    configuration as unknown as DebugConfiguration,
    planned.value,
    request.staysOpen === true,
  );
}

function refuse(parts: DebugParts, dev: DevFolder, problem: DevProblem): undefined {
  void showProblem(parts, dev, problem);
  return undefined;
}
