import type { FunctionRef, GlobalVariable, Program, ScopedMacro } from "../flow/program";
import { Remembered } from "../flow/remembered";
import { append, type CFacts, type FunctionEntry } from "../facts/cFacts";
import type { StructDefinition, TypeName } from "../syntax/c/model";
import type { Library } from "./library";
import { ChunkFunction } from "./chunkFunction";
import { enumeratorValue } from "./enumerators";
import type { IncludeResolver } from "./includes";
import { Shape } from "./shape";
import { hasSameShape, isChangedIn, unchangedUpTo } from "./versions";

/** Name resolution inside one library, memoised. Built anew when a file of the library changes. */
export class LibraryProgram implements Program {
  /** Sources and the workspace headers they include, each once. */
  readonly files: readonly CFacts[];
  private readonly closures = new Map<string, readonly CFacts[]>();
  private readonly functionRefs = new Map<FunctionEntry, ChunkFunction>();
  /** Stays the same object while only bodies of functions change. */
  readonly shape: Shape;
  readonly remembered: Remembered;
  private currentFunctions: ReadonlySet<FunctionRef> | undefined;
  private allFunctions: readonly ChunkFunction[] | undefined;
  private readonly macros = new Map<string, readonly ScopedMacro[]>();
  private readonly knownGlobals = new Map<string, GlobalVariable | undefined>();
  private allGlobals: readonly GlobalVariable[] | undefined;
  private readonly sourceFunctions = new Map<string, { file: CFacts; entry: FunctionEntry }[]>();

  constructor(
    readonly library: Library,
    facts: (path: string) => CFacts | undefined,
    resolver: IncludeResolver,
    readonly noreturnFunctions: ReadonlySet<string>,
    readonly pgMajor: number,
    earlier?: LibraryProgram,
  ) {
    const files = new Map<string, CFacts>();
    for (const path of library.sources) {
      const source = facts(path);
      if (!source) continue;
      const closure = resolver.closure(source, facts, library.includeDirectories);
      this.closures.set(path, closure);
      for (const file of closure) files.set(file.path, file);
    }
    this.files = [...files.values()];
    for (const file of this.files) {
      if (!this.closures.has(file.path)) {
        this.closures.set(file.path, resolver.closure(file, facts, library.includeDirectories));
      }
      if (file.isHeader) continue;
      for (const entry of file.functions) append(this.sourceFunctions, entry.name, { file, entry });
    }
    const hasShape = earlier !== undefined && hasSameShape(earlier.files, this.files);
    this.shape = hasShape ? earlier.shape : new Shape();
    this.remembered = hasShape
      ? Remembered.carriedOver(earlier.remembered, this, unchangedUpTo(earlier.files, this.files))
      : new Remembered();
  }

  isCurrent(fn: FunctionRef): boolean {
    this.currentFunctions ??= new Set(this.functions);
    return this.currentFunctions.has(fn);
  }

  /** A file with every workspace file it includes. */
  visibleFrom(path: string): readonly CFacts[] {
    return this.closures.get(path) ?? [];
  }

  functionRef(file: CFacts, entry: FunctionEntry): ChunkFunction {
    let ref = this.functionRefs.get(entry);
    if (!ref) {
      ref = ChunkFunction.of(file, entry);
      this.functionRefs.set(entry, ref);
    }
    return ref;
  }

  /** Names of all functions that any file of the library defines. */
  get functionNames(): ReadonlySet<string> {
    return this.shape.functionNames(this);
  }

  /** Every function of the library. Their definitions are parsed only when they are asked for. */
  get functions(): readonly ChunkFunction[] {
    this.allFunctions ??= this.files.flatMap((file) =>
      file.functions.map((entry) => this.functionRef(file, entry)),
    );
    return this.allFunctions;
  }

  findFunction(name: string, path: string): ChunkFunction | undefined {
    if (!this.functionNames.has(name)) return undefined;
    for (const file of this.visibleFrom(path)) {
      const entries = file.functionsNamed(name);
      if (entries.length > 1) return undefined;
      if (entries[0]) return this.functionRef(file, entries[0]);
    }
    const elsewhere = (this.sourceFunctions.get(name) ?? []).filter(({ entry }) => !entry.isStatic);
    return elsewhere.length === 1 ? this.functionRef(elsewhere[0]!.file, elsewhere[0]!.entry) : undefined;
  }

  findMacros(name: string, path: string): readonly ScopedMacro[] {
    if (!this.shape.macroNames(this).has(name)) return this.buildMacro(name);
    const key = `${path}\0${name}`;
    let found = this.macros.get(key);
    if (!found) {
      found = this.collectMacros(name, path);
      this.macros.set(key, found);
    }
    return found;
  }

  private collectMacros(name: string, path: string): readonly ScopedMacro[] {
    const result: ScopedMacro[] = [];
    for (const file of this.visibleFrom(path)) {
      for (const macro of file.macrosNamed(name)) {
        if (!result.some((other) => other.macro.body === macro.body)) result.push({ macro, path: file.path });
      }
    }
    return result.length > 0 ? result : this.buildMacro(name);
  }

  /** A macro that the build defines with `-D`. */
  private buildMacro(name: string): readonly ScopedMacro[] {
    const value =
      this.library.defines.get(name) ?? (name === "EXT_VERSION" ? this.controlVersion() : undefined);
    if (value === undefined) return [];
    const nowhere = { start: 0, end: 0 };
    return [
      {
        macro: { ...nowhere, name, nameSpan: nowhere, body: value, bodySpan: nowhere },
        path: this.library.directory,
      },
    ];
  }

  /** Omnigres' build hands `default_version` to the compiler as EXT_VERSION. */
  private controlVersion(): string | undefined {
    const versions = new Set(this.library.extensions.flatMap((extension) => extension.version ?? []));
    return versions.size === 1 ? JSON.stringify([...versions][0]) : undefined;
  }

  isTellingMacro(name: string): boolean {
    return this.shape.isTellingMacro(name, this);
  }

  findGlobal(name: string, path: string): GlobalVariable | undefined {
    if (!this.shape.variableNames(this).has(name)) return undefined;
    const key = `${path}\0${name}`;
    if (!this.knownGlobals.has(key)) this.knownGlobals.set(key, this.lookForGlobal(name, path));
    return this.knownGlobals.get(key);
  }

  get globals(): readonly GlobalVariable[] {
    this.allGlobals ??= this.files.flatMap((file) =>
      [...file.declarations.variables.keys()].flatMap((name) => this.globalIn(file, name) ?? []),
    );
    return this.allGlobals;
  }

  private lookForGlobal(name: string, path: string): GlobalVariable | undefined {
    const visible = this.visibleFrom(path);
    for (const file of visible) {
      const own = this.globalIn(file, name);
      if (own) return own;
    }
    if (!visible.some((file) => file.declarations.variables.has(name))) return undefined;
    for (const file of this.files) {
      const elsewhere = this.globalIn(file, name);
      if (elsewhere && !elsewhere.isStatic) return elsewhere;
    }
    const file = visible.find((candidate) => candidate.declarations.variables.has(name))!;
    const { item, placed } = file.declarations.variables.get(name)![0]!;
    const text = placed.chunk.text;
    return {
      path: file.path,
      base: placed.start,
      text,
      declarator: item.declarator,
      isStatic: false,
      isConstant: false,
    };
  }

  /** The definition of a global in a file; `extern` declarations are none. */
  private globalIn(file: CFacts, name: string): GlobalVariable | undefined {
    const candidates = (file.declarations.variables.get(name) ?? []).filter(
      ({ item }) => item.declaration.storage !== "extern",
    );
    const declared = candidates.find(({ item }) => item.declarator.initializer) ?? candidates[0];
    if (!declared) return undefined;
    const { declaration, declarator } = declared.item;
    const isStatic = declaration.storage === "static";
    const scope = isStatic ? [file] : this.files;
    const isUnchangeable = declarator.type.isConst && declarator.type.pointers === 0;
    const isConstant = isUnchangeable || !scope.some((other) => isChangedIn(other, name));
    const { start, chunk } = declared.placed;
    return { path: file.path, base: start, text: chunk.text, declarator, isStatic, isConstant };
  }

  findEnumerator(name: string, path: string): number | undefined {
    return this.shape.remember("enumerator", `${path}\0${name}`, () =>
      enumeratorValue(this.visibleFrom(path), name),
    );
  }

  findStruct(type: TypeName, path: string): StructDefinition | undefined {
    const resolved = this.resolveType(type, path);
    if (resolved.pointers > 0) return undefined;
    if (resolved.definition?.kind === "struct") return resolved.definition;
    for (const file of this.visibleFrom(path)) {
      const struct = file.declarations.structs.get(resolved.base);
      if (struct) return struct;
    }
    return undefined;
  }

  private lookForTypedef(name: string, path: string): TypeName | undefined {
    return this.visibleFrom(path)
      .find((file) => file.declarations.typedefs.has(name))
      ?.declarations.typedefs.get(name);
  }

  resolveType(type: TypeName, path: string): TypeName {
    let current = type;
    for (let depth = 0; depth < 16 && current.definition === undefined; depth++) {
      const { base } = current;
      const target = this.shape.remember("typedef", `${path}\0${base}`, () =>
        this.lookForTypedef(base, path),
      );
      if (!target) return current;
      current = {
        ...current,
        base: target.base,
        pointers: current.pointers + target.pointers,
        arrays: [...current.arrays, ...target.arrays],
        isConst: current.isConst || target.isConst,
        ...(target.functionParameters ? { functionParameters: target.functionParameters } : {}),
        ...(target.definition ? { definition: target.definition } : {}),
      };
    }
    return current;
  }
}
