import { placeInText } from "./placeInText";
import type { SanitizerFrame, SanitizerReport } from "./sanitizerReport";
import type { SourceDiagnostic, SourcePlace } from "./sourceDiagnostic";

/** The files that a fault can be shown in: those that `textOf` knows. */
export interface Sources {
  textOf(path: string): string | undefined;
  /** The file is the user's, and not a header of PostgreSQL or of the system. */
  isOwn(path: string): boolean;
}

/**
 * A report at the innermost frame in the user's own code. The other own frames of that stack, and where the memory was
 * freed and allocated, are related places. Undefined when no frame is the user's.
 */
export function sanitizerDiagnostic(report: SanitizerReport, sources: Sources): SourceDiagnostic | undefined {
  const [innermost, ...callers] = placed(report.frames, sources);
  if (innermost === undefined) return undefined;
  const related = [
    ...callers.map(({ place, routine }) => ({ ...place, message: `called from ${routine ?? "here"}` })),
    ...report.stacks.flatMap(({ title, frames }) =>
      placed(frames, sources)
        .slice(0, 1)
        .map(({ place, routine }) => ({ ...place, message: inRoutine(title, routine) })),
    ),
  ];
  return {
    ...innermost.place,
    source: "sanitizer",
    severity: "error",
    code: report.kind,
    message: [`${faultText(report)} in process ${report.pid}`, ...report.remarks].join("\n"),
    related,
  };
}

/** `heap-use-after-free: READ of size 4`. */
export function faultText({ kind, access }: Pick<SanitizerReport, "kind" | "access">): string {
  return access === undefined ? kind : `${kind}: ${access}`;
}

function inRoutine(title: string, routine: string | undefined): string {
  return routine === undefined
    ? title
    : title === "declared in"
      ? `declared in ${routine}`
      : `${title}, in ${routine}`;
}

function placed(
  frames: readonly SanitizerFrame[],
  { textOf, isOwn }: Sources,
): readonly { readonly place: SourcePlace; readonly routine: string | undefined }[] {
  return frames.flatMap(({ place, routine }) => {
    const text = place && isOwn(place.path) ? textOf(place.path) : undefined;
    if (place === undefined || text === undefined) return [];
    const { path, line, column } = place;
    const at = {
      path,
      line: line - 1,
      ...(column === undefined ? {} : { column: column - 1, countsBytes: true }),
    };
    return [{ place: placeInText(at, text), routine }];
  });
}
