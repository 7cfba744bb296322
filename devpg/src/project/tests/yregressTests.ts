import type { ProjectTree } from "../projectTree";
import type { TestSuite } from "./testSuite";

/** pg_yregress' own files: YAML with tests of queries or steps. Source: pg_yregress/docs/usage.md of omnigres/omnigres, 2025. */
export function yregressSuite(tree: ProjectTree): TestSuite | undefined {
  const files = tree.paths.filter((path) => /\.ya?ml$/.test(path) && isYregress(tree.textOf(path) ?? ""));
  if (files.length === 0) return undefined;
  const folder = tree.folder.replace(/(.)\/$/, "$1");
  return {
    ...{
      kind: "yregress",
      folder,
      inputFolder: folder,
      expectedFolder: folder,
      prepare: [],
      isOpen: false,
      isCertain: true,
    },
    groups: files.map((path) => [{ name: path, path: `${folder}/${path}`, expected: [] }]),
    options: { database: "yregress", loadExtensions: [], noLocale: false, others: [] },
  };
}

/** A list under `tests` whose items are queries, steps or named tests; workflows of CI have `jobs`. */
export function isYregress(text: string): boolean {
  const list = /^tests:[ \t]*(?:#.*)?\n((?:[ \t]*(?:#.*)?\n|[ \t]*-[ \t].*\n|[ \t]+.*\n?)*)/m.exec(
    `${text}\n`,
  )?.[1];
  if (list === undefined || /^(?:jobs|on):/m.test(text)) return false;
  return (
    /^\s*-?\s*(?:query|steps|tests|commit|instances?|results?|name):/m.test(list) ||
    /^\s*-\s+(?:select|create|insert|with)\b/im.test(list)
  );
}

/** A test in such a file. Offsets in UTF-16 code units. */
export interface YregressTest {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The items of the list `tests`, named as the tool names them: by `name`, else by their query. */
export function yregressTests(text: string): YregressTest[] {
  const begin = /^tests:[ \t]*(?:#.*)?$/m.exec(text);
  if (begin === null) return [];
  const items: { start: number; end: number; indent: number }[] = [];
  const lines = /[^\n]*\n?/g;
  lines.lastIndex = begin.index + begin[0].length + 1;
  for (let line = lines.exec(text); line !== null && line[0] !== ""; line = lines.exec(text)) {
    const [written] = line;
    if (/^[A-Za-z_]/.test(written)) break;
    const indent = /^(\s*)-\s/.exec(written)?.[1]?.length;
    const isItem = indent !== undefined && (items.length === 0 || indent === items[0]!.indent);
    if (isItem) items.push({ start: line.index + indent, end: lines.lastIndex, indent });
    else if (items.length > 0 && written.trim() !== "") items.at(-1)!.end = lines.lastIndex;
  }
  return items.map(({ start, end }) => {
    const item = text.slice(start, end).trimEnd();
    return { name: nameOf(item), start, end: start + item.length };
  });
}

function nameOf(item: string): string {
  const named = /^(?:-\s+|\s+)name:\s*(.*?)\s*$/m.exec(item)?.[1];
  const query = /(?:^-\s+|\s+)query:\s*(?:[|>][-+]?\s*\n\s*)?(.*?)\s*$/m.exec(item)?.[1];
  const whole = item.replace(/^-\s+/, "").split("\n")[0]!.trim();
  return (named ?? query ?? whole).replace(/^(["'])(.*)\1$/, "$2");
}
