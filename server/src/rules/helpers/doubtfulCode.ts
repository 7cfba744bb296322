/** Code that no analysis has followed: texts in it may name shared memory although nothing shows it. */
import type { CFacts } from "../../facts/cFacts";
import { concatenateTexts, expressionOf, formatText } from "../../flow/evaluate/text";
import { unknown, type Value } from "../../flow/evaluate/value";
import type { FunctionRef } from "../../flow/program";
import type { LibraryView } from "../../index/libraryView";
import type { WorkspaceIndex } from "../../index/workspaceIndex";

export type InterfaceCall = "allocate_shmem" | "dynpgext_lookup_shmem";

/** What texts in code that was not followed can be, as regular expressions that match the whole name. */
export function doubtfulNames(index: WorkspaceIndex, call: InterfaceCall): readonly RegExp[] {
  const expressions = new Set<string>();
  const followed = new Set<string>();
  for (const view of index.interfaceLibraries) {
    for (const file of view.files) followed.add(file.path);
    if (!view.isComplete) expressions.add("[^]*");
    const { program } = view;
    const isNamed = (word: string): boolean =>
      program.shape.macroNames(program).has(word) || program.shape.variableNames(program).has(word);
    collect(doubtfulTexts(view, call, expressions), view.files, expressions, isNamed);
  }
  // A loader, and whatever else speaks of the interface without being a library of its own.
  const others = [...index.cFiles.values()].filter(
    (file) => file.mentionsInterface && !followed.has(file.path) && !file.path.endsWith("/dynpgext.h"),
  );
  for (const file of others) collect([file.text], [file], expressions);
  return [...expressions].map((expression) => new RegExp(`^(?:${expression})$`, "u"));
}

function doubtfulTexts(view: LibraryView, call: InterfaceCall, expressions: Set<string>): string[] {
  const texts = view.files
    .flatMap((file) => [
      ...file.source.inactive.map(({ start, end }) => file.text.slice(start, end)),
      ...file.source.chunks
        .filter(
          ({ chunk }) => chunk.text.includes('"') && view.mayUseInterface(chunk) && chunk.holes.length > 0,
        )
        .map(({ chunk }) => chunk.text),
    ])
    .filter((text) => text.includes('"'));
  const sites = view.events.flatMap((event) =>
    event.kind === "call" && event.callee === call ? event.site : [],
  );
  const isMissed = (fn: FunctionRef, index: number): boolean => {
    const offset = fn.base + index;
    return (
      !isDirective(fn.text, index) &&
      !sites.some((site) => site.path === fn.path && site.start <= offset && offset < site.end)
    );
  };
  const calls = new RegExp(String.raw`\b${call}\s*\)?\s*\(`, "gu");
  const macros = callingMacros(view, call);
  const macroUses =
    macros.size > 0 ? new RegExp(String.raw`\b(?:${[...macros].join("|")})\b`, "gu") : undefined;
  const functions = view.program.functions.filter((fn) => view.mayUseInterface(fn));
  // A macro may make names of its arguments, so that no text stands anywhere.
  if (
    macroUses &&
    (functions.some((fn) => [...fn.text.matchAll(macroUses)].some(({ index }) => isMissed(fn, index))) ||
      isUsedOutsideFunctions(view, macroUses))
  )
    expressions.add("[^]*");
  const missed = functions.filter((fn) =>
    [...fn.text.matchAll(calls)].some(({ index }) => isMissed(fn, index)),
  );
  for (const fn of withCallers(view, missed)) texts.push(fn.text);
  return texts;
}

/** At file level a macro makes whole functions, which nobody sees. */
function isUsedOutsideFunctions(view: LibraryView, macroUses: RegExp): boolean {
  return view.files.some(({ path, source }) => {
    if (path.endsWith("/dynpgext.h")) return false;
    const defined = [...source.macros, ...source.doubtfulMacros];
    return source.chunks.some(
      ({ chunk, start }) =>
        chunk.kind === "other" &&
        [...chunk.text.matchAll(macroUses)].some(
          ({ index }) =>
            !isDirective(chunk.text, index) &&
            !defined.some((macro) => macro.start <= start + index && start + index < macro.end),
        ),
    );
  });
}

const macrosOfShape = new WeakMap<object, Map<InterfaceCall, ReadonlySet<string>>>();

/** Macros that make the call, themselves or through another. */
function callingMacros(view: LibraryView, call: InterfaceCall): ReadonlySet<string> {
  const { shape } = view.program;
  const known = macrosOfShape.get(shape) ?? new Map<InterfaceCall, ReadonlySet<string>>();
  macrosOfShape.set(shape, known);
  let names = known.get(call);
  if (!names) {
    names = collectCallingMacros(view, call);
    known.set(call, names);
  }
  return names;
}

function collectCallingMacros(view: LibraryView, call: InterfaceCall): ReadonlySet<string> {
  const all = view.files
    .filter((file) => !file.path.endsWith("/dynpgext.h"))
    .flatMap(({ source }) => [...source.macros, ...source.doubtfulMacros]);
  const names = new Set<string>();
  for (let size = -1; size !== names.size;) {
    size = names.size;
    const words = new RegExp(String.raw`\b(?:${[call, ...names].join("|")})\b`, "u");
    for (const { name, body } of all) if (words.test(body)) names.add(name);
  }
  return names;
}

function isDirective(text: string, offset: number): boolean {
  return /^[ \t]*#/u.test(text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset));
}

function withCallers(view: LibraryView, functions: readonly FunctionRef[]): ReadonlySet<FunctionRef> {
  const reached = new Set(functions);
  for (const fn of reached) for (const caller of view.callGraph.mentionersOf(fn)) reached.add(caller);
  return reached;
}

/** Adds the texts in `sources`, and those behind the macros and variables that are mentioned there. */
function collect(
  sources: readonly string[],
  files: readonly CFacts[],
  expressions: Set<string>,
  isNamed: (word: string) => boolean = () => true,
): void {
  const seen = new Set<string>();
  const pending = [...sources];
  for (const source of pending) {
    for (const { literals, words } of runsOf(source)) {
      if (literals.some(({ kind }) => kind !== "unknown")) {
        const expression = expressionOf(concatenateTexts(literals));
        if (/[\w:]/u.test(expression.replace(/\[[^\]]*\]\*|\\d\+/gu, ""))) expressions.add(expression);
      }
      for (const word of words) {
        if (seen.has(word)) continue;
        seen.add(word);
        if (!isNamed(word)) continue;
        for (const file of files) {
          pending.push(...file.macrosNamed(word).map(({ body }) => body));
          pending.push(
            ...(file.declarations.variables.get(word) ?? []).map(({ placed }) => placed.chunk.text),
          );
        }
      }
    }
  }
}

interface Run {
  /** The values that the preprocessor would glue. */
  readonly literals: readonly Value[];
  readonly words: readonly string[];
}

const tokens =
  /\/\*[^]*?\*\/|\/\/[^\n]*|"((?:[^"\\\n]|\\.)*)"|'(?:[^'\\\n]|\\.)*'|([A-Za-z_]\w*)|(?:\s|\\\n)+|[^]/gu;

const knownRuns = new Map<string, readonly Run[]>();
const maxKnownRuns = 2_000;

/** Literals and words that stand side by side. The same texts come again with every keystroke. */
function runsOf(source: string): readonly Run[] {
  let runs = knownRuns.get(source);
  if (!runs) {
    if (knownRuns.size >= maxKnownRuns) knownRuns.clear();
    runs = readRuns(source);
    knownRuns.set(source, runs);
  }
  return runs;
}

function readRuns(source: string): readonly Run[] {
  const runs: Run[] = [];
  let literals: Value[] = [];
  let words: string[] = [];
  const close = (): void => {
    if (literals.length > 0) runs.push({ literals, words });
    literals = [];
    words = [];
  };
  for (const [token, literal, word] of source.matchAll(tokens)) {
    if (literal !== undefined)
      literals.push(formatText({ kind: "text", text: literal.replace(/\\(["\\])/gu, "$1") }, []));
    else if (word !== undefined) {
      literals.push(unknown);
      words.push(word);
    } else if (!/^(?:\s|\\\n|\/[*/])/u.test(token)) close();
  }
  close();
  return runs;
}
