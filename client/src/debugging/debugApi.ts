import { debug, type DebugConfiguration } from "vscode";
import type { DebugRequest } from "../../../devpg/src/plan/debugTarget";
import type { DevFolder } from "../devpg/devFolder";

/** Starts what opens the session that is waited for; aborted when debugging ends before. */
export type BeginSession = (signal: AbortSignal) => Promise<void>;

/** A configuration that `startDebugging` made: not for `launch.json`. */
export interface RequestConfiguration extends DebugConfiguration {
  readonly dynpgextRequest: DebugRequest;
  /** Key of what `takeBegin` gives. */
  readonly dynpgextBegin?: string;
}

const begins = new Map<string, BeginSession>();
let lastBegin = 0;

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
  const key = begin === undefined ? undefined : String(++lastBegin);
  if (key !== undefined && begin !== undefined) begins.set(key, begin);
  const configuration: RequestConfiguration = {
    type: "dynpgext",
    request: request.target.kind === "sql" ? "launch" : "attach",
    name: request.title ?? "PostgreSQL",
    dynpgextRequest: request,
    ...(key === undefined ? {} : { dynpgextBegin: key }),
  };
  try {
    return await debug.startDebugging(dev.folder, configuration);
  } finally {
    if (key !== undefined) begins.delete(key);
  }
}

/** What a configuration is to begin with, once. */
export function takeBegin({ dynpgextBegin }: Partial<RequestConfiguration>): BeginSession | undefined {
  if (dynpgextBegin === undefined) return undefined;
  const begin = begins.get(dynpgextBegin);
  begins.delete(dynpgextBegin);
  return begin;
}
