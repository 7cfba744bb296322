import { mesonTokens } from "../../../../server/src/syntax/meson/mesonTokens";
import type { ProjectTree } from "../projectTree";
import type { NamedTests } from "./discoverTests";
import { regressOptions } from "./regressOptions";

/**
 * Tests of meson.build files: calls of `test` whose program is pg_regress, with plain words as arguments, and
 * PostgreSQL's own form `tests += {'regress': {'sql': […]}, …}`. What only Meson can tell is left out.
 */
export function mesonTests(tree: ProjectTree): readonly NamedTests[] {
  const text = tree.textOf("meson.build");
  return text === undefined ? [] : [...calledTests(text), ...listedTests(text)];
}

function calledTests(text: string): NamedTests[] {
  return callsOfTest(text).flatMap((call): NamedTests[] => {
    const program = /pg_(isolation_)?regress/.exec(call.join(" "));
    if (program === null) return [];
    const kind = program[1] === undefined ? "regress" : "isolation";
    const list = listAfter(call, "args");
    const words = list.flatMap((token) => wordOf(token) ?? []);
    const options = regressOptions(
      withoutGaps(words, list),
      kind === "regress" ? "contrib_regression" : "isolation_regression",
    );
    const tests = options.tests.filter((name) => /^[\w.-]+$/.test(name));
    return [{ kind, words: { ...options, tests }, prepare: [], isOpen: false, isCertain: true }];
  });
}

/** The tokens of each `test(…)`, one after the other. */
function callsOfTest(text: string): string[][] {
  const tokens = mesonTokens(text).filter(({ kind }) => kind !== "newline");
  const calls: string[][] = [];
  tokens.forEach((token, at) => {
    if (token.kind !== "identifier" || token.text !== "test" || tokens[at + 1]?.text !== "(") return;
    const call: string[] = [];
    let depth = 0;
    for (const each of tokens.slice(at + 1)) {
      if (/^[([{]$/.test(each.text)) depth++;
      if (/^[)\]}]$/.test(each.text)) depth--;
      if (depth === 0) break;
      call.push(each.kind === "string" ? `'${each.text}'` : each.text);
    }
    calls.push(call);
  });
  return calls;
}

/** The tokens inside the brackets that follow `name:`. */
function listAfter(call: readonly string[], name: string): string[] {
  const begin = call.indexOf(name);
  if (begin < 0 || call[begin + 1] !== ":" || call[begin + 2] !== "[") return [];
  let depth = 0;
  const end = call.findIndex((token, at) => {
    if (at < begin + 2) return false;
    if (/^[([{]$/.test(token)) depth++;
    if (/^[)\]}]$/.test(token)) depth--;
    return depth === 0;
  });
  return call.slice(begin + 3, end < 0 ? call.length : end);
}

function wordOf(token: string): string | undefined {
  return /^'(.*)'$/s.exec(token)?.[1];
}

/** An option whose value is no plain word (`'--bindir', folders['bindir']`) takes none of the words that follow. */
function withoutGaps(words: readonly string[], list: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < list.length; at++) {
    const word = wordOf(list[at]!);
    if (word === undefined || !words.includes(word)) continue;
    const isOption = word.startsWith("--") && !word.includes("=");
    const isValuePlain =
      list[at + 1] === "," &&
      wordOf(list[at + 2] ?? "") !== undefined &&
      !/^[[.+/]$/.test(list[at + 3] ?? "");
    if (isOption && !isValuePlain) {
      // Up to the comma behind the value.
      let depth = 0;
      for (at += 2; at < list.length && (depth > 0 || list[at] !== ","); at++) {
        if (/^[([{]$/.test(list[at]!)) depth++;
        if (/^[)\]}]$/.test(list[at]!)) depth--;
      }
    } else kept.push(word);
  }
  return kept;
}

/** Source: contrib/pageinspect/meson.build, REL_16_STABLE. */
function listedTests(text: string): NamedTests[] {
  if (!/^\s*tests\s*\+=/m.test(text)) return [];
  const list = (outer: string, inner: string): string[] => {
    const found = new RegExp(`'${outer}'\\s*:\\s*\\{[^}]*?'${inner}'\\s*:\\s*\\[([^\\]]*)\\]`).exec(
      text,
    )?.[1];
    return [...(found ?? "").matchAll(/'([^']*)'/g)].map((match) => match[1]!);
  };
  const options = list("regress", "regress_args");
  const suites: NamedTests[] = [
    {
      kind: "regress",
      words: regressOptions([...options, ...list("regress", "sql")], "contrib_regression"),
      prepare: [],
      isOpen: false,
      isCertain: true,
    },
    {
      kind: "isolation",
      words: regressOptions(list("isolation", "specs"), "isolation_regression"),
      prepare: [],
      isOpen: false,
      isCertain: true,
    },
    {
      kind: "tap",
      words: regressOptions(list("tap", "tests"), ""),
      prepare: [],
      isOpen: false,
      isCertain: true,
    },
  ];
  return suites.filter(({ words }) => words.tests.length > 0);
}
