import { buildMacro } from "./buildMacro";
import { functionsOf, replacedFunctions, type ChunkFunction } from "./chunkFunction";
import type { CFacts, FunctionEntry } from "../facts/cFacts";
import type { FunctionRef, GlobalVariable, Program, ScopedMacro } from "../flow/program";
import { Remembered } from "../flow/remembered";
import { carrySharedNames, sharedNamesIn } from "../facts/sharedNames";
import type { ApiFunction } from "../pg/api/apiFunction";
import type { StructDefinition, TypeName } from "../syntax/c/model";
import { FileLayout } from "./fileLayout";
import type { IncludeResolver } from "./includes";
import type { Library } from "./library";
import { NamedTypes } from "./namedTypes";
import { isServerCode } from "./serverCode";
import { Shape, type FoundMacros, type FunctionPlace } from "./shape";
import { changedPaths, hasSameShape, isChangedIn, touchedWords, unchangedUpTo } from "./versions";

/** Name resolution inside one library, memoised. Built anew when a file of the library changes. */
export class LibraryProgram implements Program {
  /** Sources and the workspace headers they include, each once. */
  readonly files: readonly CFacts[];
  /** Stays the same object while only bodies of functions change. */
  readonly shape: Shape;
  readonly remembered: Remembered;
  /** Functions of the earlier version, if its shape was the same, each with the one that has taken its place. */
  readonly replaced: ReadonlyMap<FunctionRef, ChunkFunction>;
  private readonly layout: FileLayout;
  private readonly version = ++versions;
  private readonly earlierVersion: number;
  private readonly isTouched: (name: string) => boolean;
  private readonly types: NamedTypes;
  private readonly visible = new Map<string, readonly CFacts[]>();
  private allFunctions: readonly ChunkFunction[] | undefined;
  private allGlobals: readonly GlobalVariable[] | undefined;

  constructor(
    readonly library: Library,
    facts: (path: string) => CFacts | undefined,
    resolver: IncludeResolver,
    readonly noreturnFunctions: ReadonlySet<string>,
    readonly pgMajor: number,
    earlier?: LibraryProgram,
    readonly memoryFunctions: ReadonlyMap<string, ApiFunction> = new Map(),
  ) {
    const isSameLayout = earlier?.library === library && earlier.layout.resolver === resolver;
    this.layout = isSameLayout ? earlier.layout : new FileLayout(library, facts, resolver);
    this.files = this.layout.paths.flatMap((path) => facts(path) ?? []);
    // No function made here may refer to it: those that are kept would keep it, and it its own, all the way back.
    const predecessor = earlier && hasSameShape(earlier.files, this.files) ? earlier : undefined;
    if (predecessor) carrySharedNames(predecessor.files, this.files);
    this.shape = predecessor?.shape ?? new Shape();
    this.types = new NamedTypes(this.shape, (path) => this.visibleFrom(path));
    this.earlierVersion = predecessor?.version ?? 0;
    const touched = predecessor && touchedWords(predecessor.files, this.files);
    this.isTouched = touched ? (name) => touched.has(name) : () => true;
    this.replaced = predecessor ? replacedFunctions(predecessor.files, this.files) : new Map();
    this.allFunctions = predecessor?.allFunctions?.map((fn) => this.replaced.get(fn) ?? fn);
    this.remembered = predecessor
      ? Remembered.carriedOver(predecessor.remembered, {
          replaced: this.replaced.keys(),
          changedPaths: changedPaths(predecessor.files, this.files),
          replacementOf: (fn) => this.replaced.get(fn),
          isTouched: this.isTouched,
          isConstant: (name, path) => this.findGlobal(name, path)?.isConstant ?? false,
          unchangedUpTo: unchangedUpTo(predecessor.files, this.files),
        })
      : Remembered.empty();
  }

  /** This is the library after an edit of the other, and has the same shape. */
  follows(earlier: LibraryProgram): boolean {
    return this.earlierVersion === earlier.version;
  }

  /** A file with every workspace file it includes. */
  visibleFrom(path: string): readonly CFacts[] {
    let visible = this.visible.get(path);
    if (!visible) {
      visible = this.layout.closure(path).map((number) => this.files[number]!);
      this.visible.set(path, visible);
    }
    return visible;
  }

  functionRef(file: CFacts, entry: FunctionEntry): ChunkFunction {
    return functionsOf(file)[file.functions.indexOf(entry)]!;
  }

  /** Names of all functions that any file of the library defines. */
  get functionNames(): ReadonlySet<string> {
    return this.shape.functionNames(this);
  }

  /** Every function of the library. Their definitions are parsed only when they are asked for. */
  get functions(): readonly ChunkFunction[] {
    this.allFunctions ??= this.files.flatMap((file) => functionsOf(file));
    return this.allFunctions;
  }

  findFunction(name: string, path: string): ChunkFunction | undefined {
    if (!this.functionNames.has(name)) return undefined;
    const place = this.shape.foundFunctions.remember(path, name, () => this.placeOfFunction(name, path));
    return place && functionsOf(this.files[place.file]!)[place.entry];
  }

  private placeOfFunction(name: string, path: string): FunctionPlace | undefined {
    for (const number of this.layout.closure(path)) {
      const file = this.files[number]!;
      const [only, other] = file.functionsNamed(name);
      if (other) return undefined;
      if (only) return { file: number, entry: file.functions.indexOf(only) };
    }
    const elsewhere = this.shape.sourceFunctions(name, this);
    return elsewhere.length === 1 ? elsewhere[0] : undefined;
  }

  findMacros(name: string, path: string): readonly ScopedMacro[] {
    if (!this.shape.macroNames(this).has(name)) return buildMacro(this.library, name);
    const known = this.shape.foundMacros.get(path, name)?.answer;
    if (known?.numbers.every((number, i) => this.files[number] === known.files[i]) === true)
      return known.macros;
    return this.shape.foundMacros.set(path, name, this.collectMacros(name, path)).macros;
  }

  private collectMacros(name: string, path: string): FoundMacros {
    const macros: ScopedMacro[] = [];
    const numbers: number[] = [];
    for (const number of this.layout.closure(path)) {
      const file = this.files[number]!;
      const named = file.macrosNamed(name);
      if (named.length > 0) numbers.push(number);
      for (const macro of named) {
        if (!macros.some((other) => other.macro.body === macro.body)) macros.push({ macro, path: file.path });
      }
    }
    return {
      macros: macros.length > 0 ? macros : buildMacro(this.library, name),
      numbers,
      files: numbers.map((number) => this.files[number]!),
    };
  }

  /** The text behind every macro and file-level variable of a name, in whichever file. */
  textsOfName(name: string): readonly string[] {
    return this.shape.textsOfName(name, this);
  }

  isTellingMacro(name: string): boolean {
    return this.shape.isTellingMacro(name, this);
  }

  findGlobal(name: string, path: string): GlobalVariable | undefined {
    if (!this.shape.mayBeVariable(name, this)) return undefined;
    const { foundGlobals } = this.shape;
    const known = foundGlobals.get(path, name)?.answer;
    if (known?.version === this.version) return known.global;
    const holds =
      known?.version === this.earlierVersion &&
      !this.isTouched(name) &&
      (known.file === undefined || this.file(known.file.path) === known.file);
    if (known && holds) {
      known.version = this.version;
      return known.global;
    }
    const global = this.lookForGlobal(name, path);
    const file = global && this.file(global.path);
    return foundGlobals.set(path, name, { global, file, version: this.version }).global;
  }

  isServerCode(path: string): boolean {
    return isServerCode(this.visibleFrom(path));
  }

  /** A file of the library by its path. */
  file(path: string): CFacts | undefined {
    const number = this.layout.numberOf(path);
    return number === undefined ? undefined : this.files[number];
  }

  get sharedNames(): ReadonlySet<string> {
    return sharedNamesIn(this.files);
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
    const declaring = visible.find((file) => file.variablesNamed(name).length > 0);
    if (!declaring) return undefined;
    for (const file of this.files) {
      const elsewhere = this.globalIn(file, name);
      if (elsewhere && !elsewhere.isStatic) return elsewhere;
    }
    const { item, placed } = declaring.variablesNamed(name)[0]!;
    const text = placed.chunk.text;
    return {
      path: declaring.path,
      base: placed.start,
      text,
      declarator: item.declarator,
      isStatic: false,
      isConstant: false,
    };
  }

  /** The definition of a global in a file; `extern` declarations are none. */
  private globalIn(file: CFacts, name: string): GlobalVariable | undefined {
    const candidates = file.variablesNamed(name).filter(({ item }) => item.declaration.storage !== "extern");
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
    return this.types.findEnumerator(name, path);
  }

  findStruct(type: TypeName, path: string): StructDefinition | undefined {
    return this.types.findStruct(type, path);
  }

  resolveType(type: TypeName, path: string): TypeName {
    return this.types.resolveType(type, path);
  }
}

/** Counts programs, so that what one has found out tells which one that was. */
let versions = 0;
