import type { BuildProfile, LoaderChoice } from "../../../devpg/src/host/devPostgres";
import type { ColorChoice } from "../terminal/paint";

/** Options that all commands of the dev Postgres have. What is absent is left to the settings. */
export interface DevOptions {
  readonly pgConfig?: string;
  readonly pgVersion?: number;
  readonly profile?: BuildProfile;
  readonly loader?: LoaderChoice;
  readonly database?: string;
  readonly osUser?: string;
  /** What becomes of an extension whose script changed at the same version; at most one of the two. */
  readonly recreate?: true;
  readonly keep?: true;
  readonly json?: true;
  readonly quiet?: true;
  readonly verbose?: true;
  readonly color: ColorChoice;
}
