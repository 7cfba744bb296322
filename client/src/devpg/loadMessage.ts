import type { LoadReport } from "../../../devpg/src/host/devPostgres";

/** What happened in a load, in one line: `hello_dynpgext 0.1 loaded: 2 allocations, 2 workers`. */
export function loadMessage(report: LoadReport): string {
  const { extensions, allocations, workers, events, restartReason } = report;
  const loaded =
    extensions.length === 0
      ? "The library was built and loaded"
      : `${listed(extensions.map(({ name, version }) => `${name} ${version}`))} loaded`;
  const made = [
    ...(allocations.length > 0 ? [counted(allocations.length, "allocation")] : []),
    ...(workers.length > 0 ? [counted(workers.length, "worker")] : []),
  ];
  const misuses = events.filter(({ severity }) => severity === "error" || severity === "warning").length;
  return [
    made.length === 0 ? `${loaded}.` : `${loaded}: ${made.join(", ")}.`,
    ...(misuses === 0 ? [] : [`The loader reports ${counted(misuses, "problem")}.`]),
    ...(restartReason === undefined ? [] : [`The server was restarted: ${withoutPeriod(restartReason)}.`]),
  ].join(" ");
}

export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function withoutPeriod(text: string): string {
  return text.trim().replace(/\.$/u, "");
}
