/** What one C file says by itself. Functions and mentions are lexical; declarations are parsed on first use. */
import type { Span } from "../base/span";
import { interfacePattern } from "../pg/dynpgextInterface";
import type {
  Declaration,
  Declarator,
  EnumDefinition,
  FunctionDefinition,
  MacroInvocation,
  StructDefinition,
  TypeName,
} from "../syntax/c/model";
import type { Chunk, CSource, MacroDefinition, PlacedChunk } from "../syntax/c/source";
import { possibleVariables } from "./possibleVariables";

/** A function of the file as the lexer found it. */
export interface FunctionEntry {
  readonly name: string;
  readonly isStatic: boolean;
  readonly placed: PlacedChunk;
}

/** A declared name with the chunk its spans refer to. */
export interface Declared<T> {
  readonly item: T;
  readonly placed: PlacedChunk;
}

type DeclaredName = Declared<{ readonly declaration: Declaration; readonly declarator: Declarator }>;

/** File-level declarations by name. A name declared several times keeps every declaration. */
export interface Declarations {
  readonly variables: ReadonlyMap<string, readonly DeclaredName[]>;
  readonly prototypes: ReadonlyMap<string, readonly DeclaredName[]>;
  readonly typedefs: ReadonlyMap<string, TypeName>;
  readonly structs: ReadonlyMap<string, StructDefinition>;
  readonly enumerators: ReadonlyMap<string, EnumDefinition>;
  readonly invocations: readonly Declared<MacroInvocation>[];
}

export class CFacts {
  readonly isHeader: boolean;
  /** The text mentions the Dynpgext interface at all. */
  readonly mentionsInterface: boolean;
  readonly functions: readonly FunctionEntry[];
  private functionsByName: Map<string, FunctionEntry[]> | undefined;
  private macrosByName: Map<string, MacroDefinition[]> | undefined;
  private declared: Declarations | undefined;

  constructor(
    readonly path: string,
    readonly source: CSource,
  ) {
    this.isHeader = /\.(?:h|hh|hpp|inc)$/iu.test(path);
    this.mentionsInterface = mentionsInterface(source);
    this.functions = source.chunks.flatMap((placed) => {
      const { kind, name, isStatic } = placed.chunk;
      return kind === "function" && name !== undefined ? [{ name, isStatic, placed }] : [];
    });
  }

  get text(): string {
    return this.source.text;
  }

  functionsNamed(name: string): readonly FunctionEntry[] {
    if (!this.functionsByName) {
      this.functionsByName = new Map();
      for (const entry of this.functions) append(this.functionsByName, entry.name, entry);
    }
    return this.functionsByName.get(name) ?? [];
  }

  /** Every definition of a macro, those of branches that were not chosen without certainty included. */
  macrosNamed(name: string): readonly MacroDefinition[] {
    if (!this.macrosByName) {
      this.macrosByName = new Map();
      for (const macro of [...this.source.macros, ...this.source.doubtfulMacros])
        append(this.macrosByName, macro.name, macro);
    }
    return this.macrosByName.get(name) ?? [];
  }

  get declarations(): Declarations {
    this.declared ??= collectDeclarations(this.source.chunks);
    return this.declared;
  }

  /** The same as in `declarations`, but parses only definitions that have the name in them. */
  variablesNamed(name: string): readonly DeclaredName[] {
    if (this.declared) return this.declared.variables.get(name) ?? [];
    const chunks = this.source.chunks.filter(
      ({ chunk }) => chunk.kind !== "function" && possibleVariables(chunk).has(name),
    );
    return chunks.length === 0 ? [] : (collectDeclarations(chunks).variables.get(name) ?? []);
  }

  /** The definition of a function entry, undefined when the parser could not make it out. */
  definitionOf(entry: FunctionEntry): FunctionDefinition | undefined {
    const { definitions } = entry.placed.chunk;
    return definitions.find((d): d is FunctionDefinition => d.kind === "function" && d.name === entry.name);
  }

  /** The region was left out by a condition; `undefined` where the code is active. */
  isInactive(span: Span): boolean {
    return this.source.inactive.some((region) => region.start <= span.start && span.start < region.end);
  }
}

/** Chunks are searched once; what stands between them, comments and directives, with each version of the file. */
function mentionsInterface({ text, chunks }: CSource): boolean {
  let end = 0;
  for (const { chunk, start, end: next } of chunks) {
    if (isMentionedIn(chunk) || (start > end && interfacePattern.test(text.slice(end, start)))) return true;
    end = next;
  }
  return interfacePattern.test(text.slice(end));
}

const mentionsOfChunk = new WeakMap<Chunk, boolean>();

function isMentionedIn(chunk: Chunk): boolean {
  let answer = mentionsOfChunk.get(chunk);
  if (answer === undefined) {
    answer = interfacePattern.test(chunk.text);
    mentionsOfChunk.set(chunk, answer);
  }
  return answer;
}

export function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function collectDeclarations(chunks: readonly PlacedChunk[]): Declarations {
  const variables = new Map<string, DeclaredName[]>();
  const prototypes = new Map<string, DeclaredName[]>();
  const typedefs = new Map<string, TypeName>();
  const structs = new Map<string, StructDefinition>();
  const enumerators = new Map<string, EnumDefinition>();
  const invocations: Declared<MacroInvocation>[] = [];
  const collectType = (type: TypeName): void => {
    const { definition } = type;
    if (definition?.kind === "struct") {
      if (definition.tag !== undefined) structs.set(`${definition.keyword} ${definition.tag}`, definition);
      for (const field of definition.fields) collectType(field.type);
    } else if (definition) for (const { name } of definition.enumerators) enumerators.set(name, definition);
  };
  for (const placed of chunks) {
    if (placed.chunk.kind === "function") continue;
    for (const item of placed.chunk.definitions) {
      if (item.kind === "macroInvocation") invocations.push({ item, placed });
      if (item.kind !== "declaration") continue;
      collectType(item.type);
      for (const declarator of item.declarators) {
        if (item.storage === "typedef") typedefs.set(declarator.name, declarator.type);
        else
          append(declarator.parameters ? prototypes : variables, declarator.name, {
            item: { declaration: item, declarator },
            placed,
          });
      }
    }
  }
  return { variables, prototypes, typedefs, structs, enumerators, invocations };
}
