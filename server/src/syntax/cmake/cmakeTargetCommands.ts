import { normalPath } from "../buildTarget";
import { argumentFlags, defineOf } from "../compilerFlags";
import { addAll, asWord, derivedText, TracedText, type Word } from "../tracedText";
import type { CMakeArgument, CMakeCommand } from "./cmakeCommands";
import type { CMakeExtension, CMakeTargetKind } from "./cmakeModel";
import { CMakeTargetDraft } from "./cmakeTargetDraft";
import type { CMakeRun } from "./cmakeRun";

type TargetCommand = (run: CMakeRun, command: CMakeCommand) => void;

/** The commands that make or change targets. Source: CMake 3.25 manual, cmake-commands(7). */
export const targetCommands: Readonly<Record<string, TargetCommand>> = {
  add_library: (run, command) => {
    const word = command.args[1]?.text ?? "";
    const kinds = {
      SHARED: "shared",
      MODULE: "module",
      STATIC: "static",
      OBJECT: "object",
      INTERFACE: "interface",
    } as const;
    const kind: CMakeTargetKind = Object.hasOwn(kinds, word) ? kinds[word as keyof typeof kinds] : "other";
    if (command.args.some(({ text }) => text === "ALIAS" || text === "IMPORTED")) return;
    const sources = command.args.slice(kind === "other" ? 1 : 2);
    // Without a kind it depends on BUILD_SHARED_LIBS.
    addTarget(run, command, kind === "other" ? "static" : kind, sources);
  },
  add_executable: (run, command) => addTarget(run, command, "executable", command.args.slice(1)),
  target_sources: (run, command) => {
    target(run, command)?.addSources(sourceElements(run, command.args.slice(1)), run.isUncertain);
  },
  target_compile_definitions: (run, command) => {
    addAll(target(run, command)?.defines, definitions(run, command.args.slice(1)));
  },
  target_compile_options: (run, command) => {
    addFlags(run, target(run, command), command.args.slice(1));
  },
  target_include_directories: (run, command) => {
    addAll(target(run, command)?.includeDirs, folders(run, command.args.slice(1)));
  },
  target_link_libraries: (run, command) => {
    addAll(target(run, command)?.links, words(run, withoutScopes(command.args.slice(1))));
  },
  set_target_properties: (run, command) => {
    const at = command.args.findIndex(({ text }) => text === "OUTPUT_NAME");
    const name = command.args[at + 1];
    const draft = target(run, command);
    if (at < 0 || name === undefined || draft === undefined) return;
    const text = run.scope.expand(name);
    if (!text.isUnknown && !run.isUncertain) draft.outputName = text.text;
  },
  add_compile_definitions: (run, { args }) => addAll(run.defines, definitions(run, args)),
  add_definitions: (run, { args }) => {
    addFlags(run, run, args);
  },
  add_compile_options: (run, { args }) => {
    addFlags(run, run, args);
  },
  include_directories: (run, { args }) => addAll(run.includeDirs, folders(run, args)),
  add_postgresql_extension: addPostgresqlExtension,
};

function addTarget(
  run: CMakeRun,
  command: CMakeCommand,
  kind: CMakeTargetKind,
  sources: readonly CMakeArgument[],
): CMakeTargetDraft | undefined {
  const name = command.args[0] === undefined ? undefined : run.scope.expand(command.args[0]);
  const site = name?.site;
  if (name === undefined || site === undefined || name.isUnknown) {
    run.holes.push(command.span);
    return undefined;
  }
  const before = run.targets.find((each) => each.name === name.text);
  if (before !== undefined) before.isAmbiguous = true;
  const draft =
    before ?? new CMakeTargetDraft(name.text, kind, { start: site.start, end: site.end }, command.span);
  if (before === undefined) run.targets.push(draft);
  draft.addSources(sourceElements(run, sources), false);
  addAll(draft.links, objectLibraries(run, sources));
  return draft;
}

function addPostgresqlExtension(run: CMakeRun, command: CMakeCommand): void {
  const keywords = parseKeywords(command.args.slice(1));
  const one = (key: string): TracedText | undefined => {
    const argument = keywords.values.get(key)?.[0];
    const text = argument === undefined ? undefined : run.scope.expand(argument);
    return text === undefined || text.isUnknown || text.isUncertain ? undefined : text;
  };
  const many = (key: string): Word[] => words(run, keywords.values.get(key) ?? []);
  const nameArgument = command.args[0];
  const targetArgument = keywords.values.get("TARGET")?.[0] ?? nameArgument;
  const name = nameArgument === undefined ? undefined : run.scope.expand(nameArgument);
  if (targetArgument === undefined || name === undefined || name.isUnknown) {
    run.holes.push(command.span);
    return;
  }
  const sources = keywords.values.get("SOURCES") ?? [];
  const renamed = { ...command, args: [targetArgument] };
  const draft = addTarget(run, renamed, sources.length > 0 ? "module" : "other", sources);
  if (draft === undefined) return;
  const texts = Object.entries(singles).flatMap(([key, property]) => {
    const text = one(key);
    return text === undefined ? [] : [[property, text.text] as const];
  });
  draft.extension = {
    name: name.text,
    ...(Object.fromEntries(texts) as Partial<CMakeExtension>),
    ...{ requires: many("REQUIRES"), regress: many("REGRESS"), upgradeScripts: many("UPGRADE_SCRIPTS") },
    isUnversioned: keywords.flags.has("UNVERSIONED_SO"),
    isSharedPreload: keywords.flags.has("SHARED_PRELOAD"),
  };
  draft.includeDirs.push(".");
  if (sources.length === 0) return;
  const site = run.scope.siteOf(nameArgument!);
  for (const [macro, key] of [
    ["EXT_VERSION", "VERSION"],
    ["EXT_SCHEMA", "SCHEMA"],
  ] as const) {
    const text = one(key);
    const isKnown = text !== undefined || (key === "SCHEMA" && !keywords.values.has(key));
    const { path, start, end } = text?.site ?? site;
    const value = isKnown ? { value: `"${text?.text ?? ""}"` } : {};
    draft.defines.push({ name: macro, ...value, span: { start, end }, path, certain: !run.isUncertain });
  }
}

const singles = {
  VERSION: "version",
  ENCODING: "encoding",
  SCHEMA: "schema",
  RELOCATABLE: "relocatable",
  SUPERUSER: "superuser",
  COMMENT: "comment",
} as const;
const takesOne = new Set([...Object.keys(singles), "TESTS", "TARGET"]);
const takesMany = new Set([
  "SOURCES",
  "REQUIRES",
  "TESTS_REQUIRE",
  "REGRESS",
  "DEPENDS_ON",
  "UPGRADE_SCRIPTS",
]);
const takesNone = new Set(["SHARED_PRELOAD", "PRIVATE", "UNVERSIONED_SO", "NO_DEFAULT_CONTROL"]);

function parseKeywords(args: readonly CMakeArgument[]): {
  values: Map<string, CMakeArgument[]>;
  flags: Set<string>;
} {
  const values = new Map<string, CMakeArgument[]>();
  const flags = new Set<string>();
  let current: CMakeArgument[] | undefined;
  let isSingle = false;
  for (const argument of args) {
    const { text } = argument;
    if (takesNone.has(text)) {
      flags.add(text);
      current = undefined;
    } else if (takesOne.has(text) || takesMany.has(text)) {
      isSingle = takesOne.has(text);
      values.set(text, (current = []));
    } else {
      current?.push(argument);
      if (isSingle) current = undefined;
    }
  }
  return { values, flags };
}

function target(run: CMakeRun, command: CMakeCommand): CMakeTargetDraft | undefined {
  const name = command.args[0] === undefined ? undefined : run.scope.expand(command.args[0]).text;
  return run.targets.find((each) => each.name === name);
}

const scopes = new Set(["PUBLIC", "PRIVATE", "INTERFACE", "BEFORE", "AFTER", "SYSTEM", "EXCLUDE_FROM_ALL"]);

function withoutScopes(args: readonly CMakeArgument[]): CMakeArgument[] {
  return args.filter(({ kind, text }) => kind !== "unquoted" || !scopes.has(text));
}

const targetObjects = /^\$<TARGET_OBJECTS:([^<>$]+)>$/;

function sourceElements(run: CMakeRun, args: readonly CMakeArgument[]): TracedText[] {
  return run.scope.allElements(withoutScopes(args).filter(({ text }) => !targetObjects.test(text)));
}

function objectLibraries(run: CMakeRun, args: readonly CMakeArgument[]): Word[] {
  return args.flatMap((argument) => {
    const name = targetObjects.exec(argument.text)?.[1];
    const site = run.scope.siteOf(argument);
    return name === undefined ? [] : [asWord(new TracedText([derivedText(name, site)]), site)];
  });
}

function definitions(run: CMakeRun, args: readonly CMakeArgument[]): ReturnType<typeof certainOnly> {
  const found = run.scope.allElements(withoutScopes(args)).flatMap((element) => {
    const text = element.text.startsWith("-D") ? element.slice(2, element.text.length) : element;
    return defineOf(text) ?? [];
  });
  return certainOnly(run, found);
}

/** What compiler options say about a target, or about all of the folder. */
function addFlags(
  run: CMakeRun,
  to: Pick<CMakeTargetDraft, "defines" | "forcedIncludes"> | undefined,
  args: CMakeCommand["args"],
): void {
  const { defines, forcedIncludes } = argumentFlags(run.scope.allElements(args));
  addAll(to?.defines, certainOnly(run, defines));
  addAll(to?.forcedIncludes, forcedIncludes);
}

function certainOnly(run: CMakeRun, defines: ReturnType<typeof argumentFlags>["defines"]): typeof defines {
  return run.isUncertain ? defines.map((each) => ({ ...each, certain: false })) : defines;
}

function folders(run: CMakeRun, args: readonly CMakeArgument[]): string[] {
  return words(run, withoutScopes(args)).map((word) => normalPath(word.text) || ".");
}

function words(run: CMakeRun, args: readonly CMakeArgument[]): Word[] {
  return run.scope.allElements(args).flatMap((element) => {
    const { site } = element;
    if (site === undefined || element.isUnknown) return [];
    const word = asWord(element, site);
    return [run.isUncertain ? { ...word, certain: false } : word];
  });
}
