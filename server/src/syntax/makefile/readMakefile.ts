import type { Site, Span } from "../../base/span";
import { normalPath, type BuildTarget } from "../buildTarget";
import { shellFlags, type CompilerFlags } from "../compilerFlags";
import { globFiles, isGlob } from "../glob";
import { addAll, knownWords, type Word } from "../tracedText";
import { expandVariable } from "./expandMake";
import type { MakefileModel, VariableValue } from "./makefileModel";
import type { MakefileSurroundings } from "./makeScope";
import { runMakefile, type MakefileRun } from "./runMakefile";

/** Reads a PGXS Makefile. Nothing is executed; what only a build can tell is a hole. */
export function readMakefile(text: string, surroundings: MakefileSurroundings): MakefileModel {
  const run = runMakefile(text, surroundings);
  const variables = new Map<string, VariableValue>();
  const holes: Site[] = [...run.holes];
  for (const [name, { isUncertain }] of run.scope.variables) {
    const { words, unknown } = knownWords(expandVariable(name, run.scope)!);
    variables.set(name, {
      value: words.map((word) => word.text).join(" "),
      words,
      certain: !isUncertain && unknown.length === 0 && words.every((word) => word.certain),
    });
    addAll(holes, unknown);
  }
  const words = (name: string): readonly Word[] => variables.get(name)?.words ?? [];
  const files = (name: string): Word[] => words(name).flatMap((word) => filesOf(word, surroundings, holes));
  const moduleBig = words("MODULE_big").at(0);
  const program = words("PROGRAM").at(0);
  return {
    ...{ variables, rules: run.rules, includes: run.includes, usesPgxs: usesPgxs(run) },
    ...(moduleBig === undefined ? {} : { moduleBig }),
    ...(program === undefined ? {} : { program }),
    ...{ modules: words("MODULES"), objs: words("OBJS"), extension: words("EXTENSION") },
    ...{ data: files("DATA"), dataBuilt: files("DATA_built") },
    ...{ regress: words("REGRESS"), isolation: words("ISOLATION") },
    tapTests: words("TAP_TESTS").length > 0,
    ...flags(run),
    searchPath: [...words("VPATH").flatMap((word) => word.text.split(":")), ...run.searchPath],
    uncertain: [...variables].flatMap(([name, { certain }]) => (certain ? [] : [name])),
    holes: holesIn(holes, surroundings.path),
  };
}

/** What a PGXS Makefile links: each of MODULES from one source, MODULE_big or PROGRAM from all OBJS. */
export function makefileTargets(model: MakefileModel, surroundings: MakefileSurroundings): BuildTarget[] {
  const { defines, includeDirs, forcedIncludes } = model;
  const source = (object: string): string => sourceOf(object, model.searchPath, surroundings.files);
  const common = { defines, includeDirs, forcedIncludes, system: "pgxs" } as const;
  const isCertain = (name: string): boolean => model.variables.get(name)?.certain !== false;
  const targets = model.modules.map((word): BuildTarget => {
    const name = word.text.slice(word.text.lastIndexOf("/") + 1);
    // Whether or not it is built, it consists of this source.
    return {
      ...common,
      name,
      kind: "library",
      sources: [source(`${word.text}.o`)],
      certain: true,
      span: word.span,
    };
  });
  const sources = model.objs.flatMap(({ text }) => (/\.(?:o|obj)$/.test(text) ? [source(text)] : []));
  const linked = [
    { word: model.moduleBig, kind: "library", variable: "MODULE_big" },
    { word: model.program, kind: "program", variable: "PROGRAM" },
  ] as const;
  for (const { word, kind, variable } of linked) {
    if (word === undefined) continue;
    const certain = isCertain(variable) && isCertain("OBJS");
    targets.push({
      ...common,
      name: word.text,
      kind,
      sources: [...new Set(sources)],
      certain,
      span: word.span,
    });
  }
  return targets;
}

/** The first of the usual sources that is there; `.c` when the files are not known. */
function sourceOf(
  object: string,
  searchPath: readonly string[],
  files: readonly string[] | undefined,
): string {
  const stem = normalPath(object.replace(/\.(?:o|obj)$/, ""));
  const stems = [stem, ...searchPath.map((folder) => normalPath(`${folder}/${stem}`))];
  const endings = [".c", ".cpp", ".cc", ".cxx", ".y", ".l"];
  const candidates = stems.flatMap((each) => endings.map((ending) => each + ending));
  const present = new Set(files ?? []);
  return candidates.find((candidate) => present.has(candidate)) ?? `${stem}.c`;
}

/** The shell that installs DATA expands its patterns. */
function filesOf(word: Word, { files }: MakefileSurroundings, holes: Site[]): Word[] {
  if (!isGlob(word.text)) return [word];
  if (files === undefined) {
    holes.push({ path: word.path, ...word.span });
    return [];
  }
  return globFiles(word.text, files).map((text) => ({ ...word, text }));
}

function usesPgxs(run: MakefileRun): boolean {
  return run.includes.some(({ text }) => {
    const variable = /^\$[({](\w+)[)}]$/.exec(text)?.[1];
    if (variable === "PGXS" || text.includes("pgxs")) return true;
    const parts = variable === undefined ? [] : (run.scope.variables.get(variable)?.parts ?? []);
    return parts.some((part) => part.kind === "written" && part.written.text.includes("--pgxs"));
  });
}

function flags(run: MakefileRun): CompilerFlags {
  const all = ["PG_CPPFLAGS", "CPPFLAGS", "PG_CFLAGS", "CFLAGS"].flatMap((name) => {
    const value = expandVariable(name, run.scope);
    return value === undefined ? [] : [shellFlags(value)];
  });
  const seen = new Set<string>();
  const defines = all
    .flatMap((each) => each.defines)
    .filter(({ name, path, span }) => {
      const key = `${name} ${path} ${span.start}`;
      return !seen.has(key) && seen.add(key);
    });
  const includeDirs = all.flatMap((each) => each.includeDirs.map((folder) => normalPath(folder) || "."));
  const forcedIncludes = all.flatMap((each) => each.forcedIncludes);
  return { defines, includeDirs: [...new Set(includeDirs)], forcedIncludes: [...new Set(forcedIncludes)] };
}

/** Each once, in order. */
function holesIn(holes: readonly Site[], path: string): Span[] {
  const own = new Map(
    holes.filter((hole) => hole.path === path).map(({ start, end }) => [`${start} ${end}`, { start, end }]),
  );
  return [...own.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}
