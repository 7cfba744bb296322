import type { Allocation, LoaderEvent, LoadReport, Worker } from "../../../devpg/src/host/devPostgres";
import type { ServerMessage } from "../../../devpg/src/interpret/serverMessage";
import type { SourcePlace } from "../../../devpg/src/interpret/sourceDiagnostic";
import { displayPath } from "../check/displayPath";
import { projectTitle, warningsText } from "./buildText";
import type { DevText } from "./devText";
import { eventText } from "./diagnosticText";
import { count, seconds } from "./figures";
import { noticeText } from "./noticeText";
import { textTable } from "./textTable";

/** What a load did and what there is now. */
export function loadText(report: LoadReport, text: DevText): string {
  const { allocations, workers, restartReason } = report;
  const { paint } = text;
  const heading = (title: string): string => `\n${paint("strong", title)}\n`;
  const parts = [`${summary(report, text)}\n`];
  if (restartReason !== undefined) parts.push(`The server was restarted: ${restartReason}\n`);
  if (allocations.length > 0) {
    parts.push(heading("Shared memory"), textTable(allocations.map((one) => allocationCells(one, text))));
  }
  if (workers.length > 0) {
    parts.push(heading("Background workers"), textTable(workers.map((one) => workerCells(one, text))));
  }
  return parts.join("");
}

/**
 * What deserves attention although the load succeeded: warnings of the compiler, notices of the server, misuse seen by
 * the loader. What several processes observed is told once.
 */
export async function loadRemarks({ build, events, notices }: LoadReport, text: DevText): Promise<string> {
  const parts = [await warningsText(build.diagnostics, text)];
  const observed = new Map<string, LoaderEvent>();
  for (const event of events) {
    const { severity, rule, message, place } = event;
    if (severity !== "info") observed.set(JSON.stringify([severity, rule, message, place]), event);
  }
  const isObserved = (notice: ServerMessage): boolean =>
    [...observed.values()].some(({ message }) => notice.message.startsWith(message));
  for (const notice of notices) if (!isObserved(notice)) parts.push(await noticeText(notice, text));
  for (const event of observed.values()) parts.push(`${await eventText(event, text)}\n`);
  return parts.join("");
}

/** `hello_dynpgext 0.1 created in database dev: 2 allocations, 2 workers (1.2 s)`. */
function summary(
  { build, extensions, database, allocations, workers, durationMs }: LoadReport,
  { paint }: DevText,
): string {
  const done =
    extensions.length === 0
      ? `${projectTitle(build.project)} loaded`
      : extensions.map(({ name, version, action }) => `${name} ${version} ${action}`).join(", ");
  const found = [
    ...(allocations.length === 0 ? [] : [count(allocations.length, "allocation")]),
    ...(workers.length === 0 ? [] : [count(workers.length, "worker")]),
  ].join(", ");
  const what = `${done} in database ${database}${found === "" ? "" : `: ${found}`}`;
  return `${paint("strong", what)} ${paint("faint", `(${seconds(durationMs)})`)}`;
}

function allocationCells(
  { name, scope, database, sizeBytes, guard, place }: Allocation,
  text: DevText,
): readonly string[] {
  const broken = guard === "intact" ? "" : text.paint("error", guard);
  return [
    name,
    scope === "global" ? "global" : (database ?? "database"),
    `${sizeBytes} bytes`,
    broken,
    at(place, text),
  ];
}

function workerCells(
  { name, scope, database, pid, state, lastExit, place }: Worker,
  text: DevText,
): readonly string[] {
  const exit = lastExit === undefined ? "" : lastExit < 0 ? `signal ${-lastExit}` : `exit code ${lastExit}`;
  const isWell = state !== "failed" && (lastExit ?? 0) === 0;
  const shown = `${state}${pid === undefined ? "" : ` (pid ${pid})`}${exit === "" ? "" : `, ${exit}`}`;
  return [
    name,
    scope === "global" ? "global" : (database ?? "database"),
    isWell ? shown : text.paint("error", shown),
    at(place, text),
  ];
}

function at(place: SourcePlace | undefined, { paint, cwd }: DevText): string {
  return place === undefined ? "" : paint("faint", `${displayPath(place.path, cwd)}:${place.start.line + 1}`);
}
