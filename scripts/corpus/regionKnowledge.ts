/** How much of real code the region analysis knows: share of calls with a known effect, share of functions analysed to their end. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createWorkspace } from "../../server/src/engine/createWorkspace";
import { functionParts } from "../../server/src/engine/functionParts";
import { defaultSettings } from "../../server/src/engine/settings";
import { decodeText } from "../../server/src/files/readTextFile";
import { parsedBytesPerRelease, releaseTrees } from "../../server/src/files/releaseTrees";
import type { FunctionRef, Program } from "../../server/src/flow/program";
import { apiFunctions } from "../../server/src/pg/api/apiFunctions";
import { neutralFunctions } from "../../server/src/pg/neutralFunctions";
import { Kind, lex } from "../../server/src/syntax/c/lex";

export interface RegionKnowledge {
  readonly functions: number;
  /** Functions in which something may happen to memory regions: only these are analysed. */
  readonly analysed: number;
  /** Those of `analysed` that were not analysed to their end: too large, or with a jump that nobody can follow. */
  readonly givenUp: readonly string[];
  /** Calls of functions and macros by name, in all functions. */
  readonly calls: number;
  /** Those whose effect is known: by the tables of PostgreSQL's interface, or because the function or macro is in the library. */
  readonly known: number;
  /** How often each other name is called. */
  readonly unknown: ReadonlyMap<string, number>;
}

/** The source packages are those of a release whose server is 15. */
const pgMajor = 15;

export async function countRegionKnowledge(root: string): Promise<RegionKnowledge> {
  const givenUp: string[] = [];
  const unknown = new Map<string, number>();
  let [functions, analysed, calls, known] = [0, 0, 0, 0];
  const workspace = createWorkspace(
    root,
    { settings: defaultSettings, pgMajor },
    {
      ...functionParts,
      mayConcernRegions(program, fn) {
        functions++;
        for (const name of calledNames(fn)) {
          calls++;
          if (isKnown(program, fn, name)) known++;
          else unknown.set(name, (unknown.get(name) ?? 0) + 1);
        }
        return functionParts.mayConcernRegions(program, fn);
      },
      regionsOf(program, fn) {
        analysed++;
        const trace = functionParts.regionsOf(program, fn);
        if (!trace.isComplete) givenUp.push(`${path.relative(root, fn.path)} ${fn.name}`);
        return trace;
      },
    },
  );
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || !workspace.wants(file)) continue;
    const read = decodeText(readFileSync(file));
    if ("text" in read) workspace.setFile(file, read.text);
  }
  while (workspace.analyzeSome(parsedBytesPerRelease)) await releaseTrees();
  return { functions, analysed, givenUp, calls, known, unknown };
}

/** Words that a parenthesis follows without a call, or that are looked at by the compiler alone. */
const keywords =
  /^(?:if|for|while|switch|return|sizeof|typeof|__typeof__|offsetof|alignof|_Alignof|defined|__attribute__|case|else|do)$/u;

/** Names that are called in the body, one for each call. Calls through pointers and members have no name to know. */
function calledNames(fn: FunctionRef): readonly string[] {
  const { text } = fn;
  const tokens = lex(text);
  const names: string[] = [];
  const body = text.indexOf("{", text.indexOf(fn.name));
  for (let i = 0; i + 1 < tokens.count; i++) {
    const start = tokens.start[i]!;
    if (start < body || tokens.kind[i] !== Kind.identifier) continue;
    if (text[tokens.start[i + 1]!] !== "(") continue;
    const before = i > 0 ? text.slice(tokens.start[i - 1], tokens.end[i - 1]) : "";
    const name = text.slice(start, tokens.end[i]);
    if (before !== "->" && before !== "." && !keywords.test(name)) names.push(name);
  }
  return names;
}

function isKnown(program: Program, { path: file }: FunctionRef, name: string): boolean {
  return (
    apiFunctions.has(name) ||
    neutralFunctions.has(name) ||
    program.findFunction(name, file) !== undefined ||
    program.findMacros(name, file).length > 0
  );
}
