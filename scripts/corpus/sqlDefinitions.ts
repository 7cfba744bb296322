/** How many of the C functions that extension scripts declare "go to definition" finds, and why it does not find the others. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createWorkspace } from "../../server/src/engine/createWorkspace";
import { defaultSettings } from "../../server/src/engine/settings";
import type { EditorWorkspace } from "../../server/src/features/editorWorkspace";
import { findDefinitions } from "../../server/src/features/findDefinitions";
import { decodeText } from "../../server/src/files/readTextFile";
import { loadSqlParser } from "../../server/src/syntax/sql/loadSqlParser";

export interface SqlDefinitions {
  /** C functions that scripts declare, each once. */
  readonly declared: number;
  /** Those whose symbol some C file of the package has. */
  readonly present: number;
  /** Those of `present` whose definition is found. */
  readonly found: number;
  /** The others of `present`, `script symbol` by reason. */
  readonly missed: ReadonlyMap<string, readonly string[]>;
}

/** The source packages are those of a release whose server is 15. */
const pgMajor = 15;

export async function countSqlDefinitions(root: string): Promise<SqlDefinitions> {
  const workspace = await openFolder(root);
  const missed = new Map<string, string[]>();
  const seen = new Set<string>();
  let present = 0;
  let found = 0;
  const { entities } = workspace.index;
  for (const { name } of workspace.index.extensions) {
    for (const script of entities.scriptsOf(name)) {
      for (const { language, symbol, nameSpan } of entities.scriptAt(script)?.functions ?? []) {
        if (language !== "c" || symbol === undefined || seen.has(`${name}\0${symbol}`)) continue;
        seen.add(`${name}\0${symbol}`);
        if (!hasSymbol(workspace, symbol)) continue;
        present++;
        const sites = findDefinitions(workspace, script, nameSpan.start);
        if (sites.some((site) => /\.[ch]$/u.test(site.path))) found++;
        else {
          const reason = reasonFor(workspace, symbol);
          missed.set(reason, [...(missed.get(reason) ?? []), `${path.relative(root, script)} ${symbol}`]);
        }
      }
    }
  }
  return { declared: seen.size, present, found, missed };
}

/** A folder as the features of the editor see it. */
export async function openFolder(root: string): Promise<EditorWorkspace> {
  const engine = createWorkspace(root, { settings: defaultSettings, pgMajor });
  const texts = new Map<string, string>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || !engine.wants(file)) continue;
    const read = decodeText(readFileSync(file));
    if ("text" in read) texts.set(file, read.text);
  }
  for (const [file, text] of texts) engine.setFile(file, text);
  engine.provideSqlParser(await loadSqlParser());
  const { index } = engine;
  return { index, text: (file) => texts.get(file), paths: () => [...texts.keys()] };
}

/** Some C file of the package defines or exports a function of that name. */
function hasSymbol({ index }: EditorWorkspace, symbol: string): boolean {
  const word = new RegExp(String.raw`(?<!\w)${symbol.replace(/[^\w]/gu, "\\$&")}(?!\w)`, "u");
  return [...index.cFiles.values()].some(({ text }) => text.includes(symbol) && word.test(text));
}

function reasonFor({ index }: EditorWorkspace, symbol: string): string {
  const files = [...index.cFiles.values()].filter((file) => file.functionsNamed(symbol).length > 0);
  if (files.length === 0) return "made by a macro, or only mentioned";
  const libraries = index.libraries.filter(({ sources }) =>
    files.some((file) => sources.includes(file.path)),
  );
  if (libraries.length === 0) return "in a file that no library links";
  if (files.length > 1) return "defined in several files";
  return "in a library that the script does not name";
}
