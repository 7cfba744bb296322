import { sameList } from "../base/sameList";
import { CFacts } from "../facts/cFacts";
import { learnMacros, type LearnOptions } from "../syntax/c/learnMacros";
import { readC } from "../syntax/c/readC";
import { readMacros } from "../syntax/c/readMacros";
import type { CSource, MacroDefinition, MaskKnowledge } from "../syntax/c/source";
import { isInterfaceFile } from "./interfaceUsers";
import type { InternalError } from "./workspace";

const noDefines: ReadonlyMap<string, string> = new Map();

/**
 * The C files of a workspace, read with what all of them together teach about macros. A change that defines
 * no macro reads one file again; one that changes what macros are known reads them all.
 */
export class CFiles {
  private readonly texts = new Map<string, string>();
  private readonly facts = new Map<string, CFacts>();
  private readonly macros = new Map<string, readonly MacroDefinition[]>();
  private readonly defines = new Map<string, ReadonlyMap<string, string>>();
  private readonly dirty = new Set<string>();
  private readonly errors = new Map<string, InternalError>();
  private readonly parsed = new WeakSet<CSource>();
  private knowledge: MaskKnowledge = learnMacros([]);
  private readonly changed = new Set<string>();
  private areMacrosKnown = true;
  private areIncludesKnown = true;
  /** Paths of the files that mention the interface, its own header apart, and of those with comments to this tool. */
  readonly interfaceFiles = new Set<string>();
  readonly commentedFiles = new Set<string>();

  constructor(
    private pgMajor: number,
    private readonly learning: LearnOptions = {},
  ) {}

  get byPath(): ReadonlyMap<string, CFacts> {
    return this.facts;
  }

  /** Files whose reading threw: they count as empty. */
  get internalErrors(): readonly InternalError[] {
    return [...this.errors.values()];
  }

  set(path: string, text: string): void {
    this.texts.set(path, text);
    this.dirty.add(path);
  }

  remove(path: string): void {
    this.texts.delete(path);
    this.facts.delete(path);
    this.interfaceFiles.delete(path);
    this.commentedFiles.delete(path);
    this.macros.delete(path);
    this.defines.delete(path);
    this.errors.delete(path);
    this.dirty.delete(path);
    this.areMacrosKnown = false;
    this.areIncludesKnown = false;
  }

  setMajor(pgMajor: number): void {
    if (pgMajor === this.pgMajor) return;
    this.pgMajor = pgMajor;
    for (const path of this.texts.keys()) this.dirty.add(path);
  }

  /** Sets the `-D` flags that each file is compiled with. Returns whether any file must be read again. */
  setDefines(defines: ReadonlyMap<string, ReadonlyMap<string, string>>): boolean {
    for (const path of this.texts.keys()) {
      const flags = defines.get(path) ?? noDefines;
      if (sameFlags(flags, this.defines.get(path) ?? noDefines)) continue;
      this.defines.set(path, flags);
      this.dirty.add(path);
    }
    return this.dirty.size > 0;
  }

  /** The files that were read since this was last asked, and those that are gone. */
  takeChanges(): ReadonlySet<string> {
    const changes = new Set(this.changed);
    this.changed.clear();
    return changes;
  }

  /** Reads what changed. Returns whether the includes of any file are others than before. */
  refresh(): boolean {
    while (this.readSome(Infinity));
    const haveIncludesChanged = !this.areIncludesKnown;
    this.areIncludesKnown = true;
    return haveIncludesChanged;
  }

  /**
   * Does a part of what `refresh` would do: about `limit` characters of source. Returns whether anything is left.
   * First the macros of new files, so that reading them knows all macros of the workspace at once.
   */
  readSome(limit: number): boolean {
    let done = 0;
    for (const path of this.dirty) {
      if (this.macros.has(path)) continue;
      if (done >= limit) return true;
      done += this.learnFrom(path);
    }
    this.learn();
    for (const path of this.dirty) {
      if (done >= limit) return true;
      done += this.read(path);
      this.dirty.delete(path);
    }
    return !this.areMacrosKnown;
  }

  /** A file read again with a choice that nothing decides made the other way. */
  readOtherwise({ path, source }: CFacts, about: string): CFacts {
    const options = { ...this.directiveOptions(path), knowledge: this.knowledge };
    return new CFacts(path, readC(source.text, { ...options, otherwise: about, previous: source }));
  }

  /** Parses about `limit` characters of what was never parsed. Returns whether anything is left. */
  parseSome(limit: number): boolean {
    let done = 0;
    for (const { source } of this.facts.values()) {
      if (this.parsed.has(source)) continue;
      if (done >= limit) return true;
      for (const { chunk } of source.chunks) done += chunk.holes.length + chunk.text.length;
      this.parsed.add(source);
    }
    return false;
  }

  /** The macros of a file that was never read, ahead of reading it. Returns how many characters that took. */
  private learnFrom(path: string): number {
    const text = this.texts.get(path) ?? "";
    try {
      this.setMacros(path, text.includes("#") ? readMacros(text, this.directiveOptions(path)) : []);
    } catch {
      // Reading the file itself fails in the same way and reports it.
      this.setMacros(path, []);
    }
    return text.length;
  }

  private setMacros(path: string, macros: readonly MacroDefinition[]): void {
    const before = this.macros.get(path) ?? [];
    this.macros.set(path, macros);
    if (!sameList(before, macros, (a, b) => a.name === b.name && a.body === b.body))
      this.areMacrosKnown = false;
  }

  /** Learns the macros again where they changed; what was read with other knowledge must be read again. */
  private learn(): void {
    if (this.areMacrosKnown) return;
    this.areMacrosKnown = true;
    const knowledge = learnMacros([...this.macros.values()].flat(), this.learning);
    if (knowledge.key === this.knowledge.key) return;
    this.knowledge = knowledge;
    for (const path of this.facts.keys()) this.dirty.add(path);
  }

  /** Returns how many characters were read. */
  private read(path: string): number {
    const before = this.facts.get(path);
    const facts = this.readSafely(path, before);
    this.facts.set(path, facts);
    this.changed.add(path);
    setMembership(this.interfaceFiles, path, isInterfaceFile(facts));
    setMembership(this.commentedFiles, path, facts.source.directiveComments.length > 0);
    this.setMacros(path, facts.source.macros);
    const sameIncludes =
      before && sameList(before.source.includes, facts.source.includes, (a, b) => a.path === b.path);
    if (!sameIncludes) this.areIncludesKnown = false;
    return facts.text.length;
  }

  private readSafely(path: string, before: CFacts | undefined): CFacts {
    const text = this.texts.get(path) ?? "";
    const options = { ...this.directiveOptions(path), knowledge: this.knowledge };
    try {
      const source = readC(text, before ? { ...options, previous: before.source } : options);
      this.errors.delete(path);
      return new CFacts(path, source);
    } catch (error) {
      this.errors.set(path, {
        rule: "read-c",
        path,
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
      return new CFacts(path, readC("", options));
    }
  }

  private directiveOptions(path: string): { pgMajor: number; defines: ReadonlyMap<string, string> } {
    return { pgMajor: this.pgMajor, defines: this.defines.get(path) ?? noDefines };
  }
}

function sameFlags(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a === b || (a.size === b.size && [...a].every(([name, value]) => b.get(name) === value));
}

function setMembership(set: Set<string>, path: string, isMember: boolean): void {
  if (isMember) set.add(path);
  else set.delete(path);
}
