/**
 * The front end's result for one C file: directives, chunks (top-level definitions) and, on demand, each
 * chunk's model. Built by `readC`; nothing here knows other files.
 */
import type { Span } from "../../base/span";
import type { TopLevel } from "./model";

export interface Include extends Span {
  /** The path between the delimiters. */
  readonly path: string;
  readonly isSystem: boolean;
}

export interface MacroDefinition extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  /** Parameter names; undefined for an object-like macro. A variadic macro ends in `...`. */
  readonly parameters?: readonly string[];
  /** Replacement text, comments removed and continuation lines joined; white space otherwise as written. */
  readonly body: string;
  /** Where the replacement text stands in the file (from its first to its last token); empty span when there is none. */
  readonly bodySpan: Span;
}

/**
 * A region of `#if … #endif` that is not part of what is analysed. `certain` when the condition could be
 * evaluated for the target (version branches, `#if 0`); otherwise the region is merely the branch not chosen.
 */
export interface InactiveRegion extends Span {
  readonly certain: boolean;
}

/** An `#if … #endif` of which nothing tells the branch that will be compiled. */
export interface Choice extends Span {
  /** What the choice is about: a name, else the whole condition. The same for every conditional of the file that it decides. */
  readonly about: string;
}

/** A comment that mentions `dynpgext-`. `text` is without its delimiters, trimmed. */
export interface DirectiveComment extends Span {
  readonly text: string;
}

/**
 * A top-level definition: the unit of parsing and caching. The lexical facts are known at once; `holes` and
 * `definitions` parse on first use and remember. A chunk object is shared between versions of a file while
 * its text, and what the mask makes of it, stay the same, so it knows no absolute position.
 */
export interface Chunk {
  readonly kind: "function" | "other";
  /** The function's name as the lexer sees it. */
  readonly name?: string;
  /** Original text of the chunk. */
  readonly text: string;
  /** True when the words before the function's name include `static`. */
  readonly isStatic: boolean;
  /** Chunk-relative spans that the parser did not understand; empty for a sound chunk. */
  readonly holes: readonly Span[];
  /** The chunk's model, spans relative to the chunk. Usually one entry; several when small declarations share a chunk. */
  readonly definitions: readonly TopLevel[];
  /** Gives back the memory of the model, which is large. It is made anew when something asks for it again. */
  forgetDefinitions(): void;
}

export interface PlacedChunk {
  readonly chunk: Chunk;
  /** Absolute offset of the chunk's first character. */
  readonly start: number;
  readonly end: number;
}

export interface CSource {
  readonly text: string;
  readonly includes: readonly Include[];
  /** Active definitions in order, `#undef` not applied. */
  readonly macros: readonly MacroDefinition[];
  /** Definitions inside regions that were not chosen but are not certainly dead: a name in here is in doubt. */
  readonly doubtfulMacros: readonly MacroDefinition[];
  readonly inactive: readonly InactiveRegion[];
  /** In order of their ends. */
  readonly choices: readonly Choice[];
  readonly directiveComments: readonly DirectiveComment[];
  readonly chunks: readonly PlacedChunk[];
}

/** What the mask has to know beyond one file. Equal knowledge (by `key`) masks equal text equally. */
export interface MaskKnowledge {
  /** Identifies the content, for caches. */
  readonly key: string;
  readonly loopMacros: ReadonlySet<string>;
  readonly blankMacros: ReadonlySet<string>;
  readonly blankCallMacros: ReadonlySet<string>;
  /** Macros that stand for a whole declaration or statement and are used without `;`. */
  readonly statementMacros: ReadonlySet<string>;
  /** Macros that bring the `=` of an initialiser: `int x INIT(0);`. */
  readonly initializerMacros?: ReadonlySet<string>;
}

export interface ReadCOptions {
  /** PostgreSQL major that `PG_VERSION_NUM` conditions are evaluated for. */
  readonly pgMajor: number;
  readonly knowledge: MaskKnowledge;
  /** `-D` flags of the build; a macro without a value maps to `1`. */
  readonly defines: ReadonlyMap<string, string>;
  /** What `Choice.about` names is chosen the other way: a condition that nothing decides is taken to be false. */
  readonly otherwise?: string;
  /** The previous version of the same file: its chunks are reused where nothing changed. */
  readonly previous?: CSource;
}
