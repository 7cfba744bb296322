import type { SourceDiagnostic } from "./sourceDiagnostic";

/**
 * Brings what is said of headers outside of the workspace to the line in it that caused it: the use of a macro, else the
 * include. Warnings that an include alone brings are left out, since their place is not the author's to change.
 */
export function workspaceDiagnostics(
  diagnostics: readonly SourceDiagnostic[],
  folder: string,
): SourceDiagnostic[] {
  const isInside = ({ path }: { readonly path: string }): boolean => path.startsWith(`${folder}/`);
  return diagnostics.flatMap((diagnostic): SourceDiagnostic[] => {
    if (isInside(diagnostic)) return [diagnostic];
    const { related, path, start, end } = diagnostic;
    const uses = related.filter((each) => isInside(each) && each.message.startsWith("in expansion of macro"));
    const cause = uses.at(-1) ?? (diagnostic.severity === "error" ? related.findLast(isInside) : undefined);
    if (cause === undefined) return diagnostic.severity === "error" ? [diagnostic] : [];
    const others = related.filter((each) => each !== cause);
    return [
      {
        ...diagnostic,
        ...{ path: cause.path, start: cause.start, end: cause.end },
        related: [{ path, start, end, message: diagnostic.message }, ...others],
      },
    ];
  });
}
