import type { OwnFunction } from "../pg/api/ownFunction";

/** The settings that analyses depend on, apart from which rules are on. */
export interface AnalysisOptions {
  readonly pgMajor: number;
  /** Arguments of `register_bgworker` where no header of the workspace tells. */
  readonly registerBgworkerArguments: 3 | 5;
  readonly maxDatabases: number;
  readonly sharedMemoryBudgetBytes: number;
  readonly maxWorkerProcesses: number;
  readonly noreturnFunctions: readonly string[];
  /** What functions of the project do to memory, by name. */
  readonly memoryFunctions: Readonly<Record<string, OwnFunction>>;
}
