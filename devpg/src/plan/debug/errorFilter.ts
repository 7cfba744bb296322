import type { StopOnError } from "../debugTarget";

/** The box "PostgreSQL errors" among the breakpoints of the debug view. */
export const errorFilterId = "dynpgext.error";

/** As an adapter tells of it. Source: Debug Adapter Protocol, "ExceptionBreakpointsFilter". */
export function errorFilter(isOn: boolean): Readonly<Record<string, unknown>> {
  return {
    filter: errorFilterId,
    label: "PostgreSQL: raised errors",
    description: "Stops where ereport(ERROR) or worse is raised, also when PG_TRY catches it.",
    default: isOn,
    supportsCondition: true,
    conditionDescription: "SQLSTATEs and words of the message, separated by commas: 22012, deadlock",
  };
}

/** A condition as typed: SQLSTATEs, and parts of messages. Nothing is every error. */
export function readErrorCondition(text: string): StopOnError {
  const parts = text
    .split(",")
    .map((part) => part.trim().replace(/^(["'])(.*)\1$/u, "$2"))
    .filter((part) => part !== "");
  const isState = (part: string): boolean => /^[0-9A-Z]{5}$/u.test(part) && /\d/u.test(part);
  return { sqlstates: parts.filter(isState), texts: parts.filter((part) => !isState(part)) };
}
