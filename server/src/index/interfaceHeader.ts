/** What the `dynpgext.h` that a library includes says about the interface. */
import type { CFacts } from "../facts/cFacts";
import type { TypeName } from "../syntax/c/model";
import type { LibraryProgram } from "./libraryProgram";

export interface InterfaceHeader {
  /** The workspace's header; undefined when the library includes one from elsewhere. */
  readonly path: string | undefined;
  /** Number of arguments of `register_bgworker`. */
  readonly registerArguments: 3 | 5;
  /** The header declares the entry points with an export attribute, which their definitions inherit. */
  readonly exportsEntryPoints: boolean;
  /** `DYNPGEXT_MAGIC` of this header exports its function also under hidden visibility. Undefined when the header is not in sight. */
  readonly exportsMagic: boolean | undefined;
}

const exportWords = /PGDLLEXPORT|visibility\s*\(\s*"default"/u;

export function findInterfaceHeader(program: LibraryProgram, fallback: 3 | 5): InterfaceHeader {
  const header = program.files.find((file) => file.path.endsWith("/dynpgext.h"));
  if (!header)
    return {
      path: undefined,
      registerArguments: definedArguments(program) ?? fallback,
      exportsEntryPoints: false,
      exportsMagic: undefined,
    };
  return {
    path: header.path,
    registerArguments: definedArguments(program) ?? declaredArguments(header) ?? fallback,
    exportsEntryPoints: (header.declarations.prototypes.get("_Dynpgext_init") ?? []).some(
      ({ item }) => item.declaration.isExported,
    ),
    exportsMagic: header.macrosNamed("DYNPGEXT_MAGIC").some(({ body }) => exportWords.test(body)),
  };
}

/** `#define DYNPGEXT_REGISTER_BGWORKER_ARGS 3` before the include chooses the form of our own header. */
function definedArguments(program: LibraryProgram): 3 | 5 | undefined {
  const name = "DYNPGEXT_REGISTER_BGWORKER_ARGS";
  const bodies = program.files
    .filter((file) => !file.path.endsWith("/dynpgext.h"))
    .flatMap((file) => file.macrosNamed(name).map(({ body }) => body.trim()));
  const value = bodies[0] ?? program.library.defines.get(name);
  return value === "3" ? 3 : value === "5" ? 5 : undefined;
}

/** The parameters of the field `register_bgworker`, or of the function pointer type it has. */
function declaredArguments(header: CFacts): 3 | 5 | undefined {
  const { structs, typedefs } = header.declarations;
  const candidates: TypeName[] = [];
  for (const struct of structs.values())
    candidates.push(...struct.fields.filter((f) => f.name === "register_bgworker").map((f) => f.type));
  for (const type of typedefs.values()) {
    if (type.definition?.kind !== "struct") continue;
    candidates.push(
      ...type.definition.fields.filter((f) => f.name === "register_bgworker").map((f) => f.type),
    );
  }
  for (const type of candidates) {
    const parameters = type.functionParameters ?? typedefs.get(type.base)?.functionParameters;
    if (parameters?.length === 3 || parameters?.length === 5) return parameters.length;
  }
  return undefined;
}
