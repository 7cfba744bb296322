import type { Site, Span } from "../../base/span";
import type { BuildDefine, BuildTarget } from "../buildTarget";
import { normalPath } from "../buildTarget";
import type { CMakeSurroundings } from "./cmakeRun";
import { runCMake } from "./runCMake";
import type { CMakeModel, CMakeTarget } from "./cmakeModel";

/** Reads a CMakeLists.txt. Nothing is executed; what only CMake can tell is a hole or absent. */
export function readCMake(text: string, surroundings: CMakeSurroundings): CMakeModel {
  const run = runCMake(text, surroundings);
  const { project, targets, subdirectories, holes, defines, includeDirs, forcedIncludes } = run;
  return {
    ...(project === undefined ? {} : { project }),
    targets: targets.map((target): CMakeTarget => {
      const { words, unknown } = target.takeSources();
      return {
        ...target.described(),
        sources: words,
        defines: [...target.defines, ...defines],
        includeDirs: [...new Set([...target.includeDirs, ...includeDirs])],
        forcedIncludes: [...new Set([...target.forcedIncludes, ...forcedIncludes])],
        links: target.links,
        certain: unknown.length === 0 && words.every((word) => word.certain) && !target.isAmbiguous,
      };
    }),
    subdirectories,
    holes: holesOf(
      holes,
      targets.flatMap((target) => target.takeSources().unknown),
    ),
  };
}

/** What is linked, objects and static libraries of the same file included. */
export function cmakeTargets(model: CMakeModel): BuildTarget[] {
  const byName = new Map(model.targets.map((target) => [target.name, target]));
  return model.targets.flatMap((target): BuildTarget[] => {
    if (target.kind === "interface" || target.kind === "other") return [];
    const parts = [...linkedParts(target, byName, new Set())];
    const sources = parts.flatMap((part) => part.sources.map((word) => normalPath(word.text)));
    const kind =
      target.kind === "executable"
        ? "program"
        : target.kind === "object" || target.kind === "static"
          ? "objects"
          : "library";
    return [
      {
        name: target.extension?.name ?? target.outputName ?? target.name,
        kind,
        sources: [...new Set(sources.filter((source) => /\.(?:c|cc|cpp|cxx|C|m|y|l)$/.test(source)))],
        defines: parts.flatMap((part): readonly BuildDefine[] => part.defines),
        includeDirs: [...new Set(parts.flatMap((part) => part.includeDirs))],
        forcedIncludes: [...new Set(parts.flatMap((part) => part.forcedIncludes))],
        system: "cmake",
        certain: parts.every((part) => part.certain),
        span: target.nameSpan,
      },
    ];
  });
}

function* linkedParts(
  target: CMakeTarget,
  byName: ReadonlyMap<string, CMakeTarget>,
  seen: Set<string>,
): Generator<CMakeTarget> {
  if (seen.has(target.name)) return;
  seen.add(target.name);
  yield target;
  for (const link of target.links) {
    const part = byName.get(link.text);
    if (part === undefined || !["object", "static", "interface"].includes(part.kind)) continue;
    yield* linkedParts(part, byName, seen);
  }
}

function holesOf(holes: readonly Span[], unknown: readonly Site[]): Span[] {
  return [...holes, ...unknown.map(({ start, end }) => ({ start, end }))].sort((a, b) => a.start - b.start);
}
