import { fail, ok, type Result } from "../../../../server/src/base/result";
import { buildFile } from "./buildFile";
import { ciWorkflow } from "./ciWorkflow";
import { dynpgextKind } from "./dynpgextKind";
import { functionsKind } from "./functionsKind";
import { hookKind } from "./hookKind";
import { plainKind } from "./plainKind";
import { readme } from "./readme";
import { typeKind } from "./typeKind";

/** What a new extension is about. */
export const extensionKinds = ["plain", "dynpgext", "functions", "type", "hook"] as const;
export type ExtensionKind = (typeof extensionKinds)[number];

/** How it is built. */
export const templateBuildSystems = ["pgxs", "meson", "cmake"] as const;
export type TemplateBuildSystem = (typeof templateBuildSystems)[number];

export interface NewExtension {
  readonly name: string;
  readonly kind: ExtensionKind;
  readonly system: TemplateBuildSystem;
  /** Text of `dynpgext.h`, which an extension of kind `dynpgext` carries along. */
  readonly dynpgextHeader: string;
}

/** The parts of an extension that depend on its kind. `@name@` in them is the name of the extension. */
export interface KindParts {
  /** For the control file and the README: what it does, without a final period. */
  readonly summary: string;
  readonly c: string;
  /** The installation script without its head. */
  readonly script: string;
  readonly test: string;
  /** What psql prints for the test. */
  readonly expected: string;
}

const kinds: Readonly<Record<ExtensionKind, KindParts>> = {
  plain: plainKind,
  dynpgext: dynpgextKind,
  functions: functionsKind,
  type: typeKind,
  hook: hookKind,
};

/** One line for a list to choose from. */
export const kindTitles: Readonly<Record<ExtensionKind, string>> = {
  plain: "One SQL function in C",
  dynpgext: "Shared memory and a background worker through the Dynpgext interface",
  functions: "SQL functions: scalar, text, set-returning, aggregate",
  type: "A data type with operators and an index",
  hook: "A hook of the server, with a setting to switch it",
};

/**
 * The longest name, in bytes, so that `NAME_init_state` and the like stay identifiers of PostgreSQL.
 * Source: NAMEDATALEN - 1, src/include/pg_config_manual.h, REL_17_STABLE.
 */
const longestName = 40;

/** Fails with `extension-name` and says what a name may be. */
export function checkExtensionName(name: string): Result<string> {
  const action =
    "Take lower-case letters, digits and underscores, beginning with a letter, for instance my_extension.";
  if (name === "") return fail("extension-name", "An extension needs a name.", action);
  if (name.length > longestName)
    return fail("extension-name", `The name has ${name.length} letters; ${longestName} is the most.`, action);
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    return fail(
      "extension-name",
      `"${name}" cannot name an extension, its files and its C functions.`,
      action,
    );
  if (reserved.has(name))
    return fail("extension-name", `"${name}" is a word of C, of SQL or of PostgreSQL itself.`, action);
  return ok(name);
}

/** Would not compile, or would hide something else, as the name of a type, a schema or a library. */
const reserved = new Set([
  ...[
    "auto",
    "break",
    "case",
    "char",
    "const",
    "continue",
    "default",
    "do",
    "double",
    "else",
    "enum",
    "extern",
  ],
  ...[
    "float",
    "for",
    "goto",
    "if",
    "inline",
    "int",
    "long",
    "register",
    "return",
    "short",
    "signed",
    "sizeof",
  ],
  ...["static", "struct", "switch", "typedef", "union", "unsigned", "void", "volatile", "while", "and"],
  ...[
    "array",
    "as",
    "check",
    "column",
    "create",
    "end",
    "false",
    "from",
    "in",
    "not",
    "null",
    "or",
    "select",
  ],
  ...["table", "to", "true", "user", "using", "where", "with", "plpgsql", "postgres", "public", "test"],
]);

/** Every file of a new extension by its path in the new folder. The name must have passed `checkExtensionName`. */
export function planNewExtension(extension: NewExtension): ReadonlyMap<string, string> {
  const { name, kind, system } = extension;
  const parts = kinds[kind];
  const files: readonly (readonly [string, string])[] = [
    [`${name}.control`, control(name, parts)],
    [`${name}--0.1.sql`, `${scriptHead(name)}\n${parts.script}`],
    [`${name}.c`, parts.c],
    [`sql/${name}.sql`, parts.test],
    [`expected/${name}.out`, parts.expected],
    ...(kind === "dynpgext" ? [["dynpgext.h", extension.dynpgextHeader] as const] : []),
    buildFile(name, system),
    [".gitignore", ignored],
    ciWorkflow(extension),
    [".vscode/extensions.json", recommendations],
    ["README.md", readme(extension, parts.summary)],
  ];
  return new Map(files.map(([path, text]) => [path, text.replaceAll("@name@", name)]));
}

function control(name: string, { summary }: KindParts): string {
  return [
    `comment = '${summary}'`,
    "default_version = '0.1'",
    `module_pathname = '$libdir/${name}'`,
    "relocatable = true",
    "",
  ].join("\n");
}

function scriptHead(name: string): string {
  return [
    "-- complain if script is sourced in psql, rather than via CREATE EXTENSION",
    `\\echo Use "CREATE EXTENSION ${name}" to load this file. \\quit`,
    "",
  ].join("\n");
}

const ignored = [
  ...["*.o", "*.bc", "*.so", "*.dylib", ".deps/", "build/", "compile_commands.json"],
  ...["results/", "regression.diffs", "regression.out", "output_iso/", "tmp_check/", "*.gcda", "*.gcno", ""],
].join("\n");

const recommendations = `{
  "recommendations": ["dynpgext.dynpgext", "llvm-vs-code-extensions.vscode-clangd"]
}
`;
