import { argumentMacros } from "../../pg/argumentMacros";
import type { Library } from "../../index/library";
import { scriptName } from "../../syntax/sql/scriptName";
import type { SqlFunction } from "../../syntax/sql/sqlScript";
import type { EditorWorkspace } from "../editorWorkspace";
import { inputArguments, sqlSignature } from "../sqlFunctionsBehind";
import { addIncludes, appendCode } from "./insertionPlaces";
import type { Refactoring } from "./refactoring";

/** For an SQL declaration whose C function is not there: the function, with its arguments taken. */
export function createCFunction(
  workspace: EditorWorkspace,
  path: string,
  offset: number,
): readonly Refactoring[] {
  const { entities, cFiles } = workspace.index;
  const fn = entities
    .scriptAt(path)
    ?.functions.find(({ span }) => span.start <= offset && offset <= span.end);
  const { symbol } = fn ?? {};
  if (!fn || fn.language !== "c" || symbol === undefined || !/^[A-Za-z_]\w*$/u.test(symbol)) return [];
  const libraries = librariesOf(workspace, path);
  const sources = libraries.flatMap((library) => library.sources);
  const isThere = sources.some((source) => cFiles.get(source)?.text.includes(symbol));
  const target =
    sources.find((source) => cFiles.get(source)?.text.includes("PG_FUNCTION_INFO_V1")) ?? sources[0];
  const file = target === undefined ? undefined : cFiles.get(target);
  if (isThere || !file) return [];
  const edits = [...addIncludes(file, headersOf(fn)), appendCode(file, skeleton(fn, symbol))];
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  return [{ title: `Create the C function ${symbol} in ${name}`, kind: "rewrite", edits }];
}

function headersOf(fn: SqlFunction): readonly string[] {
  const types = inputArguments(fn).flatMap(({ type }) => argumentMacros(type)?.header ?? []);
  return ["fmgr.h", ...[...new Set([...types, ...(returnsRows(fn) ? ["funcapi.h"] : [])])].sort()];
}

function returnsRows(fn: SqlFunction): boolean {
  return fn.returns?.setof === true || fn.args.some(({ mode }) => mode === "table");
}

function librariesOf({ index }: EditorWorkspace, script: string): readonly Library[] {
  const extension = scriptName(script)?.extension;
  return index.libraries.filter(({ extensions }) => extensions.some(({ name }) => name === extension));
}

/** Value-per-call mode. Source: manual of PostgreSQL 17, "C-Language Functions", "Returning Sets". */
const rowsBegin = `	if (SRF_IS_FIRSTCALL())
	{
		funcctx = SRF_FIRSTCALL_INIT();
		/* What has to live until the last row belongs into funcctx->multi_call_memory_ctx. */
	}

	funcctx = SRF_PERCALL_SETUP();
`;

function skeleton(fn: SqlFunction, symbol: string): string {
  const isSet = returnsRows(fn);
  const nothing = isSet ? "SRF_RETURN_DONE(funcctx);" : "PG_RETURN_NULL();";
  const args = inputArguments(fn).map(({ name, type }, i) => {
    const macros = argumentMacros(type) ?? { get: "DATUM", type: "Datum" };
    const variable = name !== undefined && /^[a-z_]\w*$/u.test(name) ? name : `arg${i + 1}`;
    const declared = macros.type.endsWith("*")
      ? `${macros.type.slice(0, -1).trimEnd()}\t   *${variable}`
      : `${macros.type}\t\t${variable}`;
    const isNull = fn.strict ? "" : `	if (PG_ARGISNULL(${i}))\n		${nothing}\n`;
    return {
      declaration: `	${declared};\n`,
      taking: `${isNull}	${variable} = PG_GETARG_${macros.get}(${i});\n`,
      variable,
    };
  });
  const declarations = args.map(({ declaration }) => declaration).join("");
  const taken = args.map(({ taking }) => taking).join("");
  const used = args.map(({ variable }) => `	(void) ${variable};\n`).join("");
  const isVoid = !isSet && (fn.returns === undefined || fn.returns.type === "void");
  const blocks = [
    (isSet ? "	FuncCallContext *funcctx;\n" : "") + declarations,
    (isSet ? rowsBegin : "") + taken + used,
    `	${isVoid ? "PG_RETURN_VOID();" : nothing}\n`,
  ].filter((block) => block !== "");
  return `PG_FUNCTION_INFO_V1(${symbol});\n\n/* ${sqlSignature(fn).replaceAll("*/", "* /")} */\nDatum\n${symbol}(PG_FUNCTION_ARGS)\n{\n${blocks.join("\n")}}\n`;
}
