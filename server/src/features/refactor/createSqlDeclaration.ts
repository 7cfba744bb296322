import type { CFacts } from "../../facts/cFacts";
import type { Entity } from "../../index/entities/entity";
import { sqlTypeOf } from "../../pg/argumentMacros";
import { scriptName } from "../../syntax/sql/scriptName";
import type { EditorWorkspace } from "../editorWorkspace";
import { standsFor } from "../findDefinitions";
import { occurrencesAt } from "../occurrencesAt";
import { isPlainSqlName } from "../rename/checkName";
import { appendCode } from "./insertionPlaces";
import type { Refactoring } from "./refactoring";

/** For a C function that no script declares: `CREATE FUNCTION` in the script of the default version. */
export function createSqlDeclaration(
  workspace: EditorWorkspace,
  path: string,
  offset: number,
): readonly Refactoring[] {
  const { index } = workspace;
  const here = occurrencesAt(workspace, path, offset).find(
    ({ entity, role }) => entity.kind === "cFunction" && (role === "define" || role === "export"),
  );
  const file = here?.entity.scope === undefined ? undefined : index.cFiles.get(here.entity.scope);
  if (!here || !file || standsFor(index.entities, here.entity).some(({ kind }) => kind === "sqlFunction"))
    return [];
  const body = bodyOf(file, here.entity);
  const script = scriptFor(workspace, file);
  if (body === undefined || script === undefined || !/\bPG_FUNCTION_ARGS\b/u.test(body)) return [];
  const text = workspace.text(script) ?? "";
  const edits = [appendCode({ path: script, text }, declarationOf(here.entity.name, body))];
  const name = script.slice(script.lastIndexOf("/") + 1);
  return [{ title: `Declare ${here.entity.name} in ${name}`, kind: "rewrite", edits }];
}

function bodyOf(file: CFacts, { name }: Entity): string | undefined {
  return file.functionsNamed(name)[0]?.placed.chunk.text;
}

/** The installation script of the default version, else the last by name. */
function scriptFor({ index }: EditorWorkspace, file: CFacts): string | undefined {
  const extensions = index.libraries
    .filter(({ sources }) => sources.includes(file.path))
    .flatMap((library) => library.extensions);
  for (const { name, version } of extensions) {
    const scripts = index.entities.scriptsOf(name).filter((path) => scriptName(path)?.from === undefined);
    const wanted = scripts.find((path) => scriptName(path)?.to === version) ?? scripts.at(-1);
    if (wanted !== undefined) return wanted;
  }
  return undefined;
}

function declarationOf(symbol: string, body: string): string {
  const code = body.replace(/\/\*[^]*?\*\/|"(?:[^"\\\n]|\\.)*"/gu, " ");
  const types: string[] = [];
  for (const [, macro = "", position = ""] of code.matchAll(/\bPG_GETARG_(\w+)\s*\(\s*(\d+)/gu)) {
    const at = Number(position);
    if (at < 100) types[at] ??= sqlTypeOf(macro) ?? `text /* what PG_GETARG_${macro} takes */`;
  }
  const args = Array.from({ length: types.length }, (_, i) => types[i] ?? "text");
  const given = /\bPG_RETURN_(?!NULL\b)(\w+)/u.exec(code)?.[1];
  const returns =
    given === undefined || given === "VOID"
      ? "void"
      : (sqlTypeOf(given) ?? `text /* what PG_RETURN_${given} gives */`);
  const strict = /\bPG_ARGISNULL\b/u.test(code) ? "" : " STRICT";
  const name = isPlainSqlName(symbol) ? symbol : `"${symbol}"`;
  return `CREATE FUNCTION ${name}(${args.join(", ")})\n    RETURNS ${returns}\n    AS 'MODULE_PATHNAME', '${symbol}'\n    LANGUAGE C${strict};\n`;
}
