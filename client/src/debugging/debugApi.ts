import { debug, type DebugConfiguration } from "vscode";
import type { DebugRequest } from "../../../devpg/src/plan/debugTarget";
import type { DevFolder } from "../devpg/devFolder";

/** Starts what opens the session that is waited for; aborted when debugging ends before. */
export type BeginSession = (signal: AbortSignal) => Promise<void>;

/** A configuration that `startDebugging` made: not for `launch.json`. */
export interface RequestConfiguration extends DebugConfiguration {
  readonly dynpgextRequest: DebugRequest;
  /** Key of what `takeBegin` gives, and of what `handOver` is told. */
  readonly dynpgextKey: string;
}

const begins = new Map<string, BeginSession>();
const handedOver = new Map<string, Promise<boolean>>();
let lastKey = 0;

/**
 * Debugs something of a folder's dev Postgres: builds and loads (unless `request.load` is false), attaches, sets the
 * breakpoints, goes on. For a target of kind `session`, `begin` is called when the next session would be caught.
 * Resolves when debugging has begun, with false when it has not, which the user has been told.
 */
export async function startDebugging(
  dev: DevFolder,
  request: DebugRequest,
  begin?: BeginSession,
): Promise<boolean> {
  const key = String(++lastKey);
  if (begin !== undefined) begins.set(key, begin);
  const configuration: RequestConfiguration = {
    type: "dynpgext",
    request: request.target.kind === "sql" ? "launch" : "attach",
    name: request.title ?? "PostgreSQL",
    // What begins the session may load too, and a restart would lose who waits for it: so that is done before.
    dynpgextRequest: begin === undefined ? request : { load: true, ...request },
    dynpgextKey: key,
  };
  try {
    const hasBegun = await debug.startDebugging(dev.folder, configuration);
    return hasBegun || (await handedOver.get(key)) === true;
  } finally {
    begins.delete(key);
    handedOver.delete(key);
  }
}

/** What a configuration is to begin with, once. */
export function takeBegin({ dynpgextKey }: Partial<RequestConfiguration>): BeginSession | undefined {
  if (dynpgextKey === undefined) return undefined;
  const begin = begins.get(dynpgextKey);
  begins.delete(dynpgextKey);
  return begin;
}

/** Another extension's debugger takes over: VS Code itself will say that ours has not begun. */
export function handOver({ dynpgextKey }: Partial<RequestConfiguration>, hasBegun: Promise<boolean>): void {
  if (dynpgextKey !== undefined) handedOver.set(dynpgextKey, hasBegun);
}
