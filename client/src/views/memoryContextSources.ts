import { debug, window, type DebugSession, type QuickPickItem } from "vscode";
import type { DevResult } from "../../../devpg/src/host/devPostgres";
import type { ServerProcess } from "../../../devpg/src/host/memoryContexts";
import { readDebuggerContexts, type MemoryContext } from "../../../devpg/src/interpret/memoryContextTree";
import type { DevFolder } from "../devpg/devFolder";
import { isRunning } from "../devpg/folderState";

/** A process whose memory contexts can be read. */
export interface MemoryContextSource {
  /** For people: which process. */
  readonly title: string;
  /** Set when it is read through a debugger, whose every stop gives another answer. */
  readonly session?: DebugSession;
  read(signal: AbortSignal): Promise<DevResult<readonly MemoryContext[]>>;
}

/** Types of debuggers that our module can be loaded into, and how each is given a command of it. */
const commandOf: Readonly<Record<string, string>> = {
  dynpgext: "`dynpgext-memory-contexts",
  "lldb-dap": "`dynpgext-memory-contexts",
  lldb: "dynpgext-memory-contexts",
  cppdbg: "-exec dynpgext-memory-contexts",
};

/** A process that runs, asked by another session of its server. */
export function runningSource(
  dev: DevFolder,
  process: Pick<ServerProcess, "pid" | "kind" | "application">,
): MemoryContextSource {
  const { pid, kind, application } = process;
  return {
    title: `${application === "" ? kind : application} · pid ${pid}`,
    read: (signal) => dev.ask((postgres) => postgres.memoryContexts(pid, signal)),
  };
}

/** The process that a debugger has stopped. */
export function stoppedSource(session: DebugSession): MemoryContextSource {
  return {
    title: `${session.name} · stopped in the debugger`,
    session,
    async read() {
      const expression = commandOf[session.type] ?? commandOf["dynpgext"];
      try {
        const answer = (await session.customRequest("evaluate", { expression, context: "repl" })) as {
          result?: string;
        };
        const contexts = readDebuggerContexts(answer.result ?? "");
        if (contexts !== undefined && contexts.length > 0) return { ok: true, value: contexts };
        return failed("the debugger's answer has none", answer.result);
      } catch (error) {
        return failed(error instanceof Error ? error.message : String(error));
      }
    },
  };
}

function failed(why: string, output?: string): DevResult<never> {
  return {
    ok: false,
    problem: {
      code: "memory-contexts-unreadable",
      message: `The memory contexts of the stopped process cannot be read: ${why}`,
      action: "Pause the process, or stop it at a breakpoint, and refresh",
      ...(output === undefined ? {} : { output: output.split("\n").slice(0, 20) }),
    },
  };
}

interface SourceItem extends QuickPickItem {
  readonly source: MemoryContextSource;
}

/** Lets the user say which process; undefined when he does not. The problem of a server that cannot be asked is given to `complain`. */
export async function chooseMemoryContextSource(
  dev: DevFolder | undefined,
  complain: (problem: Extract<DevResult<unknown>, { ok: false }>["problem"]) => void,
): Promise<MemoryContextSource | undefined> {
  const session = debug.activeDebugSession;
  const stopped =
    session === undefined || commandOf[session.type] === undefined
      ? []
      : [
          {
            label: "$(debug-pause) The stopped process",
            description: session.name,
            source: stoppedSource(session),
          },
        ];
  const running =
    dev !== undefined && isRunning(dev.state) ? await dev.ask((postgres) => postgres.processes()) : undefined;
  if (stopped.length === 0 && dev !== undefined && running === undefined) {
    complain({
      code: "server-not-running",
      message: "The dev Postgres does not run, so there is no process to look at",
      action: "Build and load the extension, or start the server",
    });
    return undefined;
  }
  if (running !== undefined && !running.ok) complain(running.problem);
  const items: SourceItem[] = [
    ...stopped,
    ...(dev === undefined || running?.ok !== true
      ? []
      : running.value.map((process) => itemOf(dev, process))),
  ];
  if (items.length === 0) return undefined;
  const title = "Show Memory Contexts";
  const chosen = await window.showQuickPick(items, {
    ...{ title, placeHolder: "Process", matchOnDescription: true, matchOnDetail: true },
  });
  return chosen?.source;
}

function itemOf(dev: DevFolder, process: ServerProcess): SourceItem {
  const { pid, kind, database, application, state, query } = process;
  const facts = [kind, ...(database === null ? [] : [database]), ...(state === null ? [] : [state])];
  return {
    label: `$(${kind === "client backend" ? "plug" : "pulse"}) ${application === "" ? kind : application}`,
    description: `pid ${pid} · ${facts.join(" · ")}`,
    ...(query === "" ? {} : { detail: query.replace(/\s+/gu, " ").slice(0, 120) }),
    source: runningSource(dev, process),
  };
}
