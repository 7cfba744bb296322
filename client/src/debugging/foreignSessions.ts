import {
  debug,
  DebugConsoleMode,
  type DebugAdapterTracker,
  type DebugConfiguration,
  type DebugSession,
  type Disposable,
  type WorkspaceFolder,
} from "vscode";
import type { DebuggeePlan } from "../../../devpg/src/host/debug/debuggeePlan";
import type { TargetConsole } from "../../../devpg/src/host/debug/preparedTarget";
import { memberOf, textIn } from "../../../devpg/src/interpret/debug/dap";

interface Foreign {
  readonly plan: DebuggeePlan;
  readonly staysOpen: boolean;
  readonly over: AbortController;
}

/**
 * Sessions that debuggers of other extensions have with our processes. They attach by a configuration of ours; we listen
 * for the moment in which the process goes on, and then run the SQL.
 */
export class ForeignSessions implements Disposable {
  private readonly byConfiguration = new Map<string, Foreign>();
  private readonly subscriptions: readonly Disposable[];

  constructor() {
    const createDebugAdapterTracker = (session: DebugSession): DebugAdapterTracker | undefined =>
      this.track(session);
    this.subscriptions = [
      ...["lldb", "cppdbg"].map((type) =>
        debug.registerDebugAdapterTrackerFactory(type, { createDebugAdapterTracker }),
      ),
      debug.onDidTerminateDebugSession((session) => void this.ended(session)),
    ];
  }

  /** Hands a configuration to its debugger. Resolves with whether that has begun to debug. */
  async start(
    folder: WorkspaceFolder,
    configuration: DebugConfiguration,
    plan: DebuggeePlan,
    staysOpen: boolean,
  ): Promise<boolean> {
    const key = keyOf(configuration);
    const foreign = { plan, staysOpen, over: new AbortController() };
    this.byConfiguration.set(key, foreign);
    const hasBegun = await debug.startDebugging(folder, configuration, {
      consoleMode: DebugConsoleMode.Separate,
    });
    if (!hasBegun) await this.forget(key);
    return hasBegun;
  }

  private track(session: DebugSession): DebugAdapterTracker | undefined {
    const foreign = this.byConfiguration.get(keyOf(session.configuration));
    if (foreign === undefined) return undefined;
    const { run, letGo } = foreign.plan.target;
    let hasRun = false;
    return {
      onDidSendMessage: (message: unknown) => {
        const isReady =
          textIn(message, "type") === "response" &&
          textIn(message, "command") === "configurationDone" &&
          memberOf(message, "success") === true;
        if (!isReady || hasRun) return;
        hasRun = true;
        letGo?.();
        void run?.(debugConsole, foreign.over.signal).then(async (isOver) => {
          if (isOver && !foreign.staysOpen) await debug.stopDebugging(session);
        });
      },
    };
  }

  private async ended(session: DebugSession): Promise<void> {
    await this.forget(keyOf(session.configuration));
  }

  private async forget(key: string): Promise<void> {
    const foreign = this.byConfiguration.get(key);
    this.byConfiguration.delete(key);
    foreign?.over.abort();
    await foreign?.plan.target.release();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    for (const key of [...this.byConfiguration.keys()]) void this.forget(key);
  }
}

const debugConsole: TargetConsole = {
  result: (text) => debug.activeDebugConsole.append(text),
  notice: (text) => debug.activeDebugConsole.append(text),
  error: (text) => debug.activeDebugConsole.append(text),
};

/** One debugger is attached to a process at a time. */
function keyOf({ type, pid, processId, name }: DebugConfiguration): string {
  return [type, pid ?? processId ?? name].join(" ");
}
