/**
 * Commands of the client behind code lenses. A client says in `ClientOptions.commands` which of them it has; a
 * lens without its command is a text, or is not shown when it is nothing but a command.
 */

/** Shows places: arguments are a URI, a position in it and the locations. */
export const showReferencesCommand = "dynpgext.showReferences";
/** Builds the extension of a file, given by its URI, and loads it into the dev Postgres. */
export const loadCommand = "dynpgext.devpg.load";
/** The same, and opens psql. */
export const runCommand = "dynpgext.devpg.run";
/** The same under a debugger; with a `LensTarget` behind the URI, that is what is debugged. */
export const debugCommand = "dynpgext.devpg.debug";

/** What stands below a lens that debugs: a C function that SQL calls, or the main function of a worker. */
export type LensTarget =
  | { readonly kind: "function"; readonly name: string }
  | { readonly kind: "worker"; readonly name: string; readonly functionName: string };
