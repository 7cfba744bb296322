import type { Site } from "../../base/span";
import { globFiles, isGlob } from "../glob";
import type { TracedText } from "../tracedText";
import { derivedText, unknownText, type Fragment } from "../tracedText";
import { cutWritten, trimWritten, type Expansion, type MakeVariable, type Written } from "./makeScope";
import {
  changed,
  joined,
  keepWords,
  mapWords,
  matchesAny,
  matchPattern,
  pickWords,
  sortWords,
} from "./makeWords";

/** A call in the text. `args` are expanded on demand. Undefined means: only a build can tell. */
interface Call {
  readonly args: readonly Written[];
  readonly site: Site;
  readonly expander: Expansion;
  arg(index: number): TracedText;
}

type MakeFunction = (call: Call) => Fragment[] | undefined;

export function isMakeFunction(name: string): boolean {
  return Object.hasOwn(functions, name);
}

/** The value of `$(name args)`. Source: GNU make 4.3 manual, "Functions for Transforming Text". */
export function callMakeFunction(
  name: string,
  args: Written,
  site: Site,
  expander: Expansion,
): Fragment[] | undefined {
  const { limit, run } = functions[name]!;
  const split = splitArguments(args, limit);
  return run({
    ...{ args: split, site, expander },
    arg: (index) => expander.expand(split[index] ?? { ...args, text: "" }),
  });
}

const unknown: MakeFunction = () => undefined;
const silent: MakeFunction = () => [];

const functions: Readonly<Record<string, { readonly limit: number; readonly run: MakeFunction }>> = {
  addsuffix: { limit: 2, run: (call) => affix(call, (word, part) => word + part) },
  addprefix: { limit: 2, run: (call) => affix(call, (word, part) => part + word) },
  patsubst: {
    limit: 3,
    run: (call) =>
      withKnown(call, 2, ([from, to], text) =>
        mapWords(text, (word) => matchPattern(word, from!, to!) ?? word),
      ),
  },
  subst: {
    limit: 3,
    run: (call) =>
      withKnown(call, 2, ([from, to], text) =>
        from === "" || /\s/.test(from!) ? undefined : mapWords(text, (word) => word.replaceAll(from!, to!)),
      ),
  },
  strip: { limit: 1, run: (call) => mapWords(call.arg(0), (word) => word) },
  filter: {
    limit: 2,
    run: (call) =>
      withKnown(call, 1, ([patterns], text) => keepWords(text, (word) => matchesAny(word, patterns!))),
  },
  "filter-out": {
    limit: 2,
    run: (call) =>
      withKnown(call, 1, ([patterns], text) => keepWords(text, (word) => !matchesAny(word, patterns!))),
  },
  sort: { limit: 1, run: (call) => sortWords(call.arg(0)) },
  dir: { limit: 1, run: (call) => mapWords(call.arg(0), (word) => /^.*\//.exec(word)?.[0] ?? "./") },
  notdir: { limit: 1, run: (call) => mapWords(call.arg(0), (word) => word.slice(word.lastIndexOf("/") + 1)) },
  basename: { limit: 1, run: (call) => mapWords(call.arg(0), (word) => word.replace(/\.[^./]*$/, "")) },
  suffix: { limit: 1, run: (call) => mapWords(call.arg(0), (word) => /\.[^./]*$/.exec(word)?.[0] ?? "") },
  // The folder of the Makefile stands for its absolute path, in all paths alike.
  abspath: { limit: 1, run: (call) => mapWords(call.arg(0), (word) => word) },
  realpath: { limit: 1, run: (call) => mapWords(call.arg(0), (word) => word) },
  firstword: { limit: 1, run: (call) => pickWords(call.arg(0), (words) => words.slice(0, 1)) },
  lastword: { limit: 1, run: (call) => pickWords(call.arg(0), (words) => words.slice(-1)) },
  word: {
    limit: 2,
    run: (call) =>
      withKnown(call, 1, ([n], text) => pickWords(text, (words) => words.slice(Number(n) - 1, Number(n)))),
  },
  wordlist: {
    limit: 3,
    run: (call) =>
      withKnown(call, 2, ([a, b], text) => pickWords(text, (words) => words.slice(Number(a) - 1, Number(b)))),
  },
  words: {
    limit: 1,
    run: ({ arg, site }) =>
      arg(0).isUnknown ? undefined : [derivedText(String(arg(0).words().length), site)],
  },
  wildcard: { limit: 1, run: wildcard },
  foreach: { limit: 3, run: forEach },
  if: { limit: 3, run: choose },
  call: { limit: Infinity, run: callUser },
  shell: { limit: 1, run: shell },
  ...Object.fromEntries(["error", "warning", "info"].map((name) => [name, { limit: 1, run: silent }])),
  ...Object.fromEntries(
    ["value", "origin", "flavor", "eval", "file", "join", "or", "and", "findstring"].map((name) => [
      name,
      { limit: Infinity, run: name === "findstring" ? findString : unknown },
    ]),
  ),
};

function splitArguments(args: Written, limit: number): Written[] {
  const parts: Written[] = [];
  let start = 0;
  while (parts.length + 1 < limit) {
    const comma = commaOutside(args.text, start);
    if (comma < 0) break;
    parts.push(cutWritten(args, start, comma));
    start = comma + 1;
  }
  return [...parts, cutWritten(args, start, args.text.length)];
}

function commaOutside(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const letter = text[i]!;
    if (letter === "(" || letter === "{") depth++;
    else if (letter === ")" || letter === "}") depth--;
    else if (letter === "," && depth === 0) return i;
  }
  return -1;
}

/** Runs with the first arguments as plain text and the last with its places, when those are known. */
function withKnown(
  call: Call,
  count: number,
  run: (known: string[], text: TracedText) => Fragment[] | undefined,
): Fragment[] | undefined {
  const known = call.args.slice(0, count).map((_arg, index) => call.arg(index));
  if (known.length < count || known.some((each) => each.isUnknown)) return undefined;
  return run(
    known.map((each) => each.text),
    call.arg(count),
  );
}

function affix(call: Call, join: (word: string, part: string) => string): Fragment[] | undefined {
  return withKnown(call, 1, ([part], text) => mapWords(text, (word) => join(word, part!.trim())));
}

function wildcard(call: Call): Fragment[] | undefined {
  const { files } = call.expander.scope.surroundings;
  if (files === undefined) return undefined;
  return joined(
    call
      .arg(0)
      .words()
      .flatMap((word) => {
        if (word.isUnknown || /^(?:\/|\.\.(?:\/|$))/.test(word.text)) return [[unknownText(word.site!)]];
        if (!isGlob(word.text)) return files.includes(word.text.replace(/^\.\//, "")) ? [word.fragments] : [];
        const prefix = /^(?:\.\/)*/.exec(word.text)![0];
        return globFiles(word.text, files).map((file) => [changed(word, prefix + file)]);
      }),
  );
}

function forEach({ args, arg, expander, site }: Call): Fragment[] | undefined {
  const name = arg(0);
  const body = args[2];
  if (name.isUnknown || body === undefined) return undefined;
  return joined(
    arg(1)
      .words()
      .map((word) =>
        word.isUnknown
          ? [unknownText(word.site!)]
          : binding(expander, { [name.text.trim()]: word.fragments }, () => expander.fragments(body)),
      ),
  ).map((each) => (each.isUnknown ? unknownText(site) : each));
}

function choose({ args, arg }: Call): Fragment[] | undefined {
  const condition = arg(0);
  if (condition.isUnknown || condition.isUncertain) return undefined;
  const taken = condition.text.trim() === "" ? 2 : 1;
  return taken < args.length ? [...arg(taken).fragments] : [];
}

function callUser({ args, arg, expander }: Call): Fragment[] | undefined {
  const name = arg(0);
  const variable = name.isUnknown ? undefined : expander.scope.variables.get(name.text.trim());
  if (variable === undefined || variable.isAlternative) return undefined;
  const bound = Object.fromEntries(args.map((_arg, index) => [String(index), arg(index).fragments]));
  return binding(expander, bound, () => expander.parts(name.text.trim(), variable));
}

function binding(
  expander: Expansion,
  values: Readonly<Record<string, readonly Fragment[]>>,
  run: () => Fragment[],
): Fragment[] {
  const { variables } = expander.scope;
  const saved = Object.keys(values).map((name) => [name, variables.get(name)] as const);
  for (const [name, fragments] of Object.entries(values)) variables.set(name, simpleVariable(fragments));
  const result = run();
  for (const [name, before] of saved) {
    if (before === undefined) variables.delete(name);
    else variables.set(name, before);
  }
  return result;
}

function simpleVariable(fragments: readonly Fragment[]): MakeVariable {
  const part = { kind: "expanded", fragments, isUncertain: false } as const;
  return { parts: [part], isRecursive: false, isUncertain: false, isAlternative: false };
}

function findString(call: Call): Fragment[] | undefined {
  const needle = call.arg(0);
  const text = call.arg(1);
  if (needle.isUnknown || text.isUnknown) return undefined;
  return text.text.includes(needle.text) && needle.text !== "" ? [...needle.fragments] : [];
}

/** Nothing is run. The usual command that prints the control file's version is known by its words. */
function shell(call: Call): Fragment[] | undefined {
  const { defaultVersion } = call.expander.scope.surroundings;
  const command = trimWritten(call.args[0]!).text;
  const isVersion = /\bdefault_version\b/.test(command) && command.includes(".control");
  const isUnquoted = /\bsed\b|\btr\s+-d|\bcut\b|gsub|\bperl\b|\bawk\s+-F/.test(command);
  if (!isVersion || !isUnquoted || defaultVersion === undefined) return undefined;
  return [derivedText(defaultVersion, call.site)];
}
