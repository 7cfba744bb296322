import { bundledLoader } from "../../plan/planLoaderBuild";
import type { DebugTarget } from "../../plan/debugTarget";
import type { DevPostgres, DevProblem, DevResult } from "../devPostgres";
import { attachToProcess, attachToWorker } from "./attachToWorker";
import { awaitSession } from "./awaitSession";
import type { Waiting } from "./heldProcesses";
import { holdWorkerStart } from "./holdWorkerStart";
import type { PreparedTarget } from "./preparedTarget";
import { checkPtrace, type PtraceQuestion } from "./processFacts";
import { openCore } from "./openCore";
import { openSqlSession } from "./sqlSession";

/** What a debug session begins with. */
export interface TargetRequest {
  readonly target: DebugTarget;
  /** Names of the project's libraries, without suffix. */
  readonly libraries: readonly string[];
  readonly waiting: Waiting;
  /** Handed in by tests. */
  readonly ptrace?: Pick<PtraceQuestion, "scopePath" | "uid">;
}

/**
 * Finds, opens or awaits the process to debug. The caller releases it. Fails as each kind does, and with
 * `ptrace-forbidden`, `ptrace-restricted`, `ptrace-other-user`.
 */
export async function prepareTarget(
  postgres: DevPostgres,
  request: TargetRequest,
): Promise<DevResult<PreparedTarget>> {
  if (request.target.kind === "core") return openCore(request.target);
  const status = await postgres.status();
  if (!status.ok) return status;
  const { pid: postmaster, preloaded } = status.value;
  const isAllowing = preloaded.includes(bundledLoader.library);
  // Before anything is restarted or made to wait: what keeps a debugger out of one process keeps it out of all.
  const early =
    postmaster === undefined
      ? undefined
      : await checkPtrace({ pid: postmaster, isAllowing, ...request.ptrace });
  if (early !== undefined) return { ok: false, problem: early };
  const prepared = await prepare(postgres, request);
  if (!prepared.ok) return prepared;
  const problem: DevProblem | undefined = await checkPtrace({
    ...{ pid: prepared.value.pid, isAllowing },
    ...request.ptrace,
  });
  if (problem === undefined) return prepared;
  await prepared.value.release();
  return { ok: false, problem };
}

function prepare(
  postgres: DevPostgres,
  { target, libraries, waiting }: TargetRequest,
): Promise<DevResult<PreparedTarget>> {
  switch (target.kind) {
    case "sql":
      return openSqlSession(postgres, target, libraries);
    case "process":
      return attachToProcess(target.pid);
    case "session":
      return awaitSession(postgres, target, waiting);
    case "worker":
      return attachToWorker(postgres, target);
    case "worker-start":
      return holdWorkerStart(postgres, target, waiting);
    case "core":
      return openCore(target);
  }
}
