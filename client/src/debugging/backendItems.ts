import type { Backend } from "../../../devpg/src/host/debug/listBackends";

/** A line of the picker. */
export interface BackendItem {
  readonly label: string;
  readonly description: string;
  readonly detail?: string;
  readonly pid: number;
}

/** What is said of a process for somebody who has to find the right one. */
export function backendItem({ pid, kind, database, application, state, query, ageS }: Backend): BackendItem {
  const parts = [kind, database, application, state, ageS > 0 ? `${ageText(ageS)} old` : undefined];
  const icon = kind === "client backend" ? "$(person)" : "$(gear)";
  const line = query?.replace(/\s+/gu, " ").trim().slice(0, 120);
  return {
    label: `${icon} ${pid}`,
    description: parts.filter((part) => part !== undefined).join(" · "),
    ...(line === undefined ? {} : { detail: line }),
    pid,
  };
}

/** `42 s`, `7 min`, `3 h`, `2 d`. */
export function ageText(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  if (seconds < 36 * 3600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}
