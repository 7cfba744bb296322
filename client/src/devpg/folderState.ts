import type { DevProblem, ServerStatus } from "../../../devpg/src/host/devPostgres";

/** What is known of the dev Postgres of one workspace folder. */
export type FolderState = FolderKnowledge & {
  /** What is being done with it by this window, for instance `Building`. */
  readonly busy?: string;
  /** That is being cancelled: whatever is asked for now is done as soon as it has ended. */
  readonly isEnding?: boolean;
};

export type FolderKnowledge =
  /** Nobody has looked yet, or may not: the folder is not trusted. */
  | { readonly kind: "unknown" }
  /** There is nothing to build here. */
  | { readonly kind: "no-project" }
  /** There is no PostgreSQL to run, or it does not answer. */
  | { readonly kind: "unavailable"; readonly problem: DevProblem }
  | { readonly kind: "known"; readonly status: ServerStatus; readonly database: string };

export function isRunning(state: FolderState): boolean {
  return state.kind === "known" && state.status.state === "running";
}
