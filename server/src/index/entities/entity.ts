/** What a workspace gives names to, and every place where such a name occurs. */
import type { Span } from "../../base/span";
import type { TextPiece } from "../../flow/evaluate/value";

export type EntityKind =
  /** Shared memory of the interface: one name space in the whole server. */
  | "shmemName"
  /** A background worker, by `bgw_name`. */
  | "worker"
  | "cFunction"
  | "sqlFunction"
  | "extension"
  /** A shared library, by the name of its file without the suffix. */
  | "library"
  | "guc"
  | "lwlockTranche"
  /** PostgreSQL's own shared memory, by the name for ShmemInitStruct. */
  | "shmemStruct"
  | "dsmSegment";

export interface Entity {
  readonly kind: EntityKind;
  readonly name: string;
  /**
   * Tells apart what may have equal names. A C function: the file that defines it; absent when none does. An
   * SQL function: its extension. A library: its build file and target.
   */
  readonly scope?: string;
}

export type OccurrenceRole =
  /** The thing itself: a definition, a control file, a build target, `CREATE FUNCTION`, `DefineCustom…Variable`. */
  | "define"
  | "declare"
  /** `PG_FUNCTION_INFO_V1`. */
  | "export"
  | "allocate"
  | "lookup"
  | "register"
  | "request"
  | "set"
  | "call"
  /** Named without being called: its address is taken, a macro holds it, an operator is made of it. */
  | "mention"
  /** Another language names it: the symbol of an SQL function, `bgw_function_name`, `module_pathname`. */
  | "link"
  | "alter"
  | "drop"
  /** `requires` of a control file. */
  | "require"
  /** An installation or update script of the extension. */
  | "script"
  /** The build file names it. */
  | "build"
  /** A literal away from its use holds the text: in a macro, a table, a variable. */
  | "spell";

/**
 * What the span holds: `name` exactly the name; `literal` a C string literal, with its quotes, whose content is
 * the name; `expression` something that only means it.
 */
export type OccurrenceForm = "name" | "literal" | "expression";

export interface Occurrence {
  readonly entity: Entity;
  readonly role: OccurrenceRole;
  readonly form: OccurrenceForm;
  readonly path: string;
  readonly span: Span;
  /** For an expression whose text is known: the pieces that it is put together from, in order. */
  readonly pieces?: readonly TextPiece[];
}

/** One entity stands for another: an SQL function for its C function, a worker for its main function. */
export interface EntityLink {
  readonly from: Entity;
  readonly to: Entity;
}

/** Equal for equal entities. */
export function entityKey({ kind, name, scope }: Entity): string {
  return `${kind}\0${scope ?? ""}\0${name}`;
}
