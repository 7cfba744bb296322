import type { LoaderEvent } from "../../../devpg/src/host/devPostgres";
import type { SourceDiagnostic } from "../../../devpg/src/interpret/sourceDiagnostic";

/** What an operation says about the sources when it has ended, well or badly. */
export interface OperationOutcome {
  /** A build says nothing about scripts and servers; a load builds first and says everything. */
  readonly operation: "build" | "load";
  readonly diagnostics: readonly SourceDiagnostic[];
}

/** The diagnostics that hold after an operation: what it says replaces what earlier ones said of the same kind. */
export function diagnosticsAfter(
  before: readonly SourceDiagnostic[],
  { operation, diagnostics }: OperationOutcome,
): readonly SourceDiagnostic[] {
  const kept = operation === "load" ? [] : before.filter(({ source }) => !isOfBuild(source));
  const all = [...kept, ...diagnostics];
  const keys = all.map(keyOf);
  return all.filter((_, at) => keys.indexOf(keys[at] ?? "") === at);
}

/** Reports of the loader as diagnostics: those with a place in the sources, each message once at each place. */
export function eventDiagnostics(events: readonly LoaderEvent[]): readonly SourceDiagnostic[] {
  const found = new Map<string, SourceDiagnostic>();
  for (const { severity, rule, message, detail, hint, place } of events) {
    if (place === undefined || (rule === undefined && (severity === "info" || severity === "notice")))
      continue;
    const diagnostic: SourceDiagnostic = {
      ...place,
      source: "loader",
      severity: severity === "notice" ? "info" : severity,
      message: [message, detail, hint].filter((text) => text !== undefined && text !== "").join("\n"),
      ...(rule === undefined ? {} : { code: rule }),
      related: [],
    };
    found.set(keyOf(diagnostic), diagnostic);
  }
  return [...found.values()];
}

/** What the Problems panel shows as the origin. */
export function originText(source: SourceDiagnostic["source"]): string {
  switch (source) {
    case "compiler":
    case "linker":
    case "build":
      return "dynpgext (build)";
    case "sql":
    case "server":
      return "dynpgext (load)";
    case "loader":
      return "dynpgext (run time)";
    case "crash":
      return "dynpgext (crash)";
    case "sanitizer":
      return "AddressSanitizer";
  }
}

function isOfBuild(source: SourceDiagnostic["source"]): boolean {
  return source === "compiler" || source === "linker" || source === "build";
}

function keyOf({ path, start, end, message, code }: SourceDiagnostic): string {
  return [path, start.line, start.column, end.line, end.column, code, message].join("\0");
}
