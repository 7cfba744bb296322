import { fail, ok, type Result } from "../../../../server/src/base/result";
import type { DebugRequest, DebugTarget, StopOnError } from "../debugTarget";
import { readErrorCondition } from "./errorFilter";

/** A configuration of type `dynpgext`, as people write it: each member is what `package.json` describes. */
export interface DebugConfigurationText {
  readonly request?: unknown;
  readonly name?: unknown;
  readonly sql?: unknown;
  readonly sqlFile?: unknown;
  readonly test?: unknown;
  readonly before?: unknown;
  readonly database?: unknown;
  readonly processId?: unknown;
  readonly applicationName?: unknown;
  readonly worker?: unknown;
  readonly atStart?: unknown;
  readonly functionName?: unknown;
  readonly stopOnError?: unknown;
  readonly goOnAfterError?: unknown;
  readonly stayOpen?: unknown;
  readonly build?: unknown;
  readonly sourceMap?: unknown;
}

/** What it asks for. */
export interface DebugConfigurationRead extends DebugRequest {
  readonly load: boolean;
  readonly staysOpen: boolean;
  readonly sourceMap?: Readonly<Record<string, string>>;
}

/**
 * Reads a configuration of the project in `folder` (absolute). Fails with `debug-configuration`: what is missing or of
 * the wrong kind.
 */
export function readDebugConfiguration(
  text: DebugConfigurationText,
  folder: string,
): Result<DebugConfigurationRead> {
  const target = text.request === "attach" ? attachTarget(text) : launchTarget(text, folder);
  if (!target.ok) return target;
  const loads = target.value.kind === "sql" || target.value.kind === "worker-start";
  return ok({
    target: target.value,
    ...(typeof text.name === "string" ? { title: text.name } : {}),
    stopOnError: stopOnErrorOf(text.stopOnError),
    load: typeof text.build === "boolean" ? text.build : loads,
    staysOpen: text.stayOpen === true,
    ...(isTexts(text.sourceMap) ? { sourceMap: text.sourceMap } : {}),
  });
}

function launchTarget(text: DebugConfigurationText, folder: string): Result<DebugTarget> {
  const { sql, sqlFile, test, before, database, goOnAfterError } = text;
  const given = [sql, sqlFile, test].filter((each) => each !== undefined && each !== "");
  if (given.length !== 1 || typeof given[0] !== "string")
    return fail(
      "debug-configuration",
      given.length > 1
        ? "The configuration has more than one of `sql`, `sqlFile` and `test`"
        : "The configuration says nothing to run",
      'Write one of "sql": "select …", "sqlFile": "${file}" and "test": "<name of a regression test>"',
    );
  const where = typeof database === "string" && database !== "" ? { database } : {};
  const setUp = typeof before === "string" && before !== "" ? { before } : {};
  if (typeof test === "string" && test !== "") {
    const file = `${folder}/sql/${test}.sql`;
    const fresh = { database: "contrib_regression_debug", isFresh: true, afterError: "go-on" } as const;
    return ok({ kind: "sql", sql: "", file, ...fresh, ...where, ...setUp });
  }
  const afterError = goOnAfterError === true ? ({ afterError: "go-on" } as const) : {};
  if (typeof sqlFile === "string" && sqlFile !== "")
    return ok({ kind: "sql", sql: "", file: absolute(sqlFile, folder), ...afterError, ...where, ...setUp });
  return ok({ kind: "sql", sql: given[0], ...afterError, ...where, ...setUp });
}

function attachTarget(text: DebugConfigurationText): Result<DebugTarget> {
  const { processId, applicationName, worker, atStart, database, functionName } = text;
  const where = typeof database === "string" && database !== "" ? { database } : {};
  if (typeof worker === "string" && worker !== "") {
    if (atStart !== true) return ok({ kind: "worker", name: worker, ...where });
    const main = typeof functionName === "string" && functionName !== "" ? { functionName } : {};
    return ok({ kind: "worker-start", name: worker, ...main, ...where });
  }
  if (typeof applicationName === "string" && applicationName !== "")
    return ok({
      ...{ kind: "session", application: applicationName },
      database: where.database ?? "dev",
    });
  const pid = Number(processId);
  if (Number.isInteger(pid) && pid > 0) return ok({ kind: "process", pid });
  return fail(
    "debug-configuration",
    "The configuration does not say what to attach to",
    'Write one of "processId": "${command:pickBackend}", "worker": "<name>" and "applicationName": "<name>"',
  );
}

/** `true`, a condition, or a list of conditions. */
function stopOnErrorOf(given: unknown): StopOnError | false {
  if (given === true) return {};
  if (typeof given === "string" && given.trim() !== "") return readErrorCondition(given);
  if (Array.isArray(given) && given.length > 0) return readErrorCondition(given.map(String).join(","));
  return false;
}

function absolute(path: string, folder: string): string {
  return path.startsWith("/") ? path : `${folder}/${path}`;
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.keys(value).length > 0 &&
    Object.values(value).every((each) => typeof each === "string")
  );
}
