/** Code that no analysis has followed: texts in it may name shared memory although nothing shows it. */
import type { CFacts } from "../../facts/cFacts";
import { concatenateTexts, expressionOf, formatText } from "../../flow/evaluate/text";
import { unknown, type Value } from "../../flow/evaluate/value";
import type { FunctionRef } from "../../flow/program";
import type { LibraryView } from "../../index/libraryView";
import type { WorkspaceIndex } from "../../index/workspaceIndex";
import type { PlacedChunk } from "../../syntax/c/source";

export type InterfaceCall = "allocate_shmem" | "dynpgext_lookup_shmem";

const namesOfIndex = new WeakMap<WorkspaceIndex, Map<InterfaceCall, readonly RegExp[]>>();

/** What texts in code that was not followed can be, as regular expressions that match the whole name. */
export function doubtfulNames(index: WorkspaceIndex, call: InterfaceCall): readonly RegExp[] {
  const known = namesOfIndex.get(index) ?? new Map<InterfaceCall, readonly RegExp[]>();
  namesOfIndex.set(index, known);
  const names = known.get(call) ?? collectNames(index, call);
  known.set(call, names);
  return names;
}

function collectNames(index: WorkspaceIndex, call: InterfaceCall): readonly RegExp[] {
  const expressions = new Set<string>();
  const followed = new Set<string>();
  for (const view of index.interfaceLibraries) {
    for (const file of view.files) followed.add(file.path);
    if (!view.isComplete) expressions.add("[^]*");
    const { program } = view;
    collect(doubtfulTexts(view, call, expressions), expressions, (word) => program.textsOfName(word));
  }
  // A loader, and whatever else speaks of the interface without being a library of its own.
  const others = [...index.cFiles.values()].filter(
    (file) => file.mentionsInterface && !followed.has(file.path) && !file.path.endsWith("/dynpgext.h"),
  );
  for (const file of others) collect([file.text], expressions, (word) => textsOfName(file, word));
  return [...expressions].map((expression) => new RegExp(`^(?:${expression})$`, "u"));
}

function doubtfulTexts(view: LibraryView, call: InterfaceCall, expressions: Set<string>): string[] {
  const texts = view.files.flatMap((file) => unreadTexts(view, file));
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
  const functions = [...view.interfaceFunctions];
  // A macro may make names of its arguments, so that no text stands anywhere.
  if (
    macroUses &&
    (functions.some((fn) => [...fn.text.matchAll(macroUses)].some(({ index }) => isMissed(fn, index))) ||
      isUsedOutsideFunctions(view, macroUses))
  )
    expressions.add("[^]*");
  const missed = functions.filter((fn) => {
    const found = [...fn.text.matchAll(calls)];
    if (found.some(({ index }) => isMissed(fn, index))) return true;
    return call === "allocate_shmem" && found.length > 0 && isRecursive(view, fn);
  });
  for (const fn of withCallers(view, missed)) texts.push(fn.text);
  return texts;
}

const unreadOfShape = new WeakMap<object, WeakMap<CFacts, readonly string[]>>();

/** Code with texts in it that is left out by a condition, or not understood and about the interface. */
function unreadTexts(view: LibraryView, file: CFacts): readonly string[] {
  const { shape } = view.program;
  const known = unreadOfShape.get(shape) ?? new WeakMap<CFacts, readonly string[]>();
  unreadOfShape.set(shape, known);
  let texts = known.get(file);
  if (!texts) {
    const { inactive, chunks } = file.source;
    const isUnread = ({ chunk }: PlacedChunk): boolean =>
      chunk.text.includes('"') && view.mayUseInterface(chunk) && chunk.holes.length > 0;
    texts = [
      ...inactive.map(({ start, end }) => file.text.slice(start, end)),
      ...chunks.filter(isUnread).map(({ chunk }) => chunk.text),
    ].filter((text) => text.includes('"'));
    known.set(file, texts);
  }
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

/** It or a function that leads to it calls itself, which is followed for the first time only. */
function isRecursive(view: LibraryView, fn: FunctionRef): boolean {
  return [...withCallers(view, [fn])].some(({ name, text }) =>
    new RegExp(String.raw`\b${name}\b`, "u").test(text.slice(text.indexOf("{"))),
  );
}

function withCallers(view: LibraryView, functions: readonly FunctionRef[]): ReadonlySet<FunctionRef> {
  const reached = new Set(functions);
  for (const fn of reached) for (const caller of view.callGraph.mentionersOf(fn)) reached.add(caller);
  return reached;
}

/** Adds the texts in `sources`, and those behind the macros and variables that are mentioned there. */
function collect(
  sources: readonly string[],
  expressions: Set<string>,
  textsBehind: (word: string) => readonly string[],
): void {
  const seen = new Set<string>();
  const pending = [...sources];
  for (const source of pending) {
    const { texts, words } = contentOf(source);
    for (const text of texts) expressions.add(text);
    for (const word of words) {
      if (seen.has(word)) continue;
      seen.add(word);
      pending.push(...textsBehind(word));
    }
  }
}

function textsOfName(file: CFacts, word: string): readonly string[] {
  return [
    ...file.macrosNamed(word).map(({ body }) => body),
    ...(file.declarations.variables.get(word) ?? []).map(({ placed }) => placed.chunk.text),
  ];
}

interface Content {
  /** What its texts can be as names, as regular expressions. */
  readonly texts: readonly string[];
  readonly words: ReadonlySet<string>;
}

interface Run {
  /** The values that the preprocessor would glue. */
  readonly literals: readonly Value[];
  readonly words: readonly string[];
}

const tokens =
  /\/\*[^]*?\*\/|\/\/[^\n]*|"((?:[^"\\\n]|\\.)*)"|'(?:[^'\\\n]|\\.)*'|([A-Za-z_]\w*)|(?:\s|\\\n)+|[^]/gu;

const knownContents = new Map<string, Content>();
const maxKnown = 2_000;

/** What a text holds. The same texts come again with every keystroke. */
function contentOf(source: string): Content {
  let content = knownContents.get(source);
  if (!content) {
    if (knownContents.size >= maxKnown) knownContents.clear();
    const runs = readRuns(source);
    const texts = runs
      .filter(({ literals }) => literals.some(({ kind }) => kind !== "unknown"))
      .map(({ literals }) => expressionOf(concatenateTexts(literals)))
      .filter((expression) => /[\w:]/u.test(expression.replace(/\[[^\]]*\]\*|\\d\+/gu, "")));
    content = { texts: [...new Set(texts)], words: new Set(runs.flatMap(({ words }) => words)) };
    knownContents.set(source, content);
  }
  return content;
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
