import type { Installation } from "../plan/installation";
import type { Layout } from "../plan/layout";
import type { DevPostgresOptions, DevResult, Run } from "./devPostgres";
import type { Database } from "./database";

/** Where a project is built, and for which PostgreSQL. */
export interface ProjectContext {
  readonly options: DevPostgresOptions;
  /** Our private copy: builds ask it, installs go into it. */
  readonly installation: Installation;
  /** What it was copied from; nothing is ever written there. */
  readonly system: Installation;
  readonly layout: Layout;
}

/** What a server must have when it runs. */
export interface ServerNeed {
  /** Libraries for `shared_preload_libraries`, in order, the loader first. Those of the user's own settings are added by the server's life cycle. */
  readonly preload: readonly string[];
  /** The bundled loader is built and installed first when it is not there. */
  readonly bundledLoader: boolean;
  /** A reason, in words, to restart a server that runs already with these libraries. */
  readonly restartReason?: string;
}

/** What loading asks of the server's life cycle. The caller holds the lock of the workspace. */
export interface LoadServer {
  /** Which loader the options come down to for a library that needs one: `omni_ext` when it is installed. */
  chooseLoader(): Promise<DevResult<"bundled" | "omni_ext" | "none">>;
  /** The server that accepts connections now; `key` differs between any two starts. */
  live(): Promise<{ readonly key: string; readonly startedAtMs: number } | undefined>;
  /** Starts it, or restarts it when its libraries differ or there is a reason. The reason is undefined when it was only started or left alone. */
  serve(
    need: ServerNeed,
    run: Run,
  ): Promise<DevResult<{ readonly restartReason?: string; readonly preloaded: readonly string[] }>>;
  /** To the dev database, which is made when it does not exist; null is `postgres`. */
  connect(database: string | null): Promise<DevResult<Database>>;
}
