import type { Finding } from "../base/finding";
import type { RegionTrace } from "../flow/regions/regionEvent";
import { ChunkFunction } from "../index/chunkFunction";
import type { FunctionView } from "../index/functionView";
import type { Library } from "../index/library";
import type { LibraryProgram } from "../index/libraryProgram";
import type { AnalysisOptions } from "../index/options";
import type { FunctionRule } from "../rules/rule";
import type { FunctionParts } from "./functionParts";
import { runFunctionRules, type RuleOutcome } from "./runRules";
import type { Settings } from "./settings";
import type { InternalError } from "./workspace";

/** What was found in a function, and from what. */
interface FunctionOutcome {
  readonly trace: RegionTrace | undefined;
  readonly outcome: RuleOutcome;
  /** Of the state of the library that it was found in. */
  readonly round: number;
}

export interface FunctionContext {
  readonly parts: FunctionParts;
  readonly rules: readonly FunctionRule[];
  readonly settings: Settings;
  readonly options: AnalysisOptions;
  /** The findings that hold whatever branch of an undecided `#if` is compiled. */
  withoutGuesses(findings: readonly Finding[], view: FunctionView): readonly Finding[];
}

export interface PathTests {
  /** The functions of the file are analysed as a part of this library; a header belongs to several. */
  owns(path: string): boolean;
  /** The file is open in the editor. */
  isUrgent(path: string): boolean;
}

/** To look at a function whose result is known costs about as much as to analyse this many characters. */
const costOfKnown = 16;

const nothing: RuleOutcome = { findings: [], internalErrors: [] };

/** The functions of one library: analysed one by one, and again when an edit may have changed what is found in them. */
export class LibraryFunctions {
  private known: Library | undefined;
  program: LibraryProgram | undefined;
  /** Characters of the functions that were analysed since the library was first read, each time anew. */
  analysedCharacters = 0;
  private readonly outcomes = new Map<ChunkFunction, FunctionOutcome>();
  /** Those of which something is found. */
  private readonly loud = new Set<ChunkFunction>();
  /** Those in which something happens to memory: what the rules say of it may change although it does not. */
  private readonly eventful = new Set<ChunkFunction>();
  private generation: number | undefined;
  private queue: readonly ChunkFunction[] = [];
  private next = 0;
  /** Those before this one in the queue have findings, or are in open files. */
  private urgentEnd = 0;
  private round = 0;

  get library(): Library | undefined {
    return this.known;
  }

  /** Which functions belong here may be others than before: in its next state each is looked at. */
  belongTo(library: Library): void {
    this.known = library;
    this.generation = undefined;
  }

  /** The next function that waits is one that people look at. */
  get isUrgent(): boolean {
    return this.next < this.urgentEnd;
  }

  get isDone(): boolean {
    return this.next >= this.queue.length;
  }

  /**
   * The library is another one now. All functions whose results may be others are looked at again: first what has
   * findings, whose places may be others, and what is open.
   */
  begin(program: LibraryProgram, parts: FunctionParts, { owns, isUrgent }: PathTests): void {
    const generation = parts.generationOf?.(program);
    const functions = this.isSmallStep(program, generation)
      ? this.concerned(program, owns)
      : this.everyFunction(program, owns);
    this.program = program;
    this.generation = generation;
    this.round++;
    const ranks: ChunkFunction[][] = [[], [], [], [], []];
    for (const fn of functions) {
      const isNew = !this.outcomes.has(fn);
      const rank = this.loud.has(fn) ? 0 : isUrgent(fn.path) ? (isNew ? 1 : 2) : isNew ? 3 : 4;
      ranks[rank]!.push(fn);
    }
    this.queue = ranks.flat();
    this.urgentEnd = ranks.slice(0, 3).flat().length;
    this.next = 0;
  }

  /** An edit inside functions that changed nothing that others rely on. */
  private isSmallStep(program: LibraryProgram, generation: number | undefined): boolean {
    const { program: earlier } = this;
    return (
      earlier !== undefined &&
      generation !== undefined &&
      generation === this.generation &&
      program.follows(earlier) &&
      isSameSet(program.sharedNames, earlier.sharedNames)
    );
  }

  /** After such a step: what was edited, what still waited, what relied on more than the summaries, what has events. */
  private concerned(program: LibraryProgram, owns: PathTests["owns"]): ReadonlySet<ChunkFunction> {
    const { replaced, remembered } = program;
    const functions = new Set<ChunkFunction>();
    for (const fn of this.queue.slice(this.next)) functions.add(replaced.get(fn) ?? fn);
    for (const [fn, now] of replaced) {
      if (fn instanceof ChunkFunction) this.drop(fn);
      if (owns(now.path)) functions.add(now);
    }
    for (const fn of remembered.changed)
      if (fn instanceof ChunkFunction && this.outcomes.has(fn)) functions.add(fn);
    for (const some of [this.loud, this.eventful]) for (const fn of some) functions.add(fn);
    return functions;
  }

  private everyFunction(program: LibraryProgram, owns: PathTests["owns"]): readonly ChunkFunction[] {
    const functions = program.functions.filter((fn) => owns(fn.path));
    const present = new Set(functions);
    for (const fn of this.outcomes.keys()) if (!present.has(fn)) this.drop(fn);
    return functions;
  }

  private drop(fn: ChunkFunction): void {
    this.outcomes.delete(fn);
    this.loud.delete(fn);
    this.eventful.delete(fn);
  }

  /** Nothing of what was found holds any more. */
  forget(): void {
    this.outcomes.clear();
    this.loud.clear();
    this.eventful.clear();
    this.next = 0;
    this.generation = undefined;
  }

  /** Looks at the next function that waits. Returns what that cost, in characters of source. */
  analyseNext(context: FunctionContext): number {
    const fn = this.queue[this.next++]!;
    const before = this.outcomes.get(fn);
    try {
      return this.analyse(fn, before, context);
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const internalErrors = [{ rule: "region-analysis", path: fn.path, message }];
      this.keep(fn, undefined, { findings: [], internalErrors });
      return fn.text.length;
    }
  }

  private analyse(
    fn: ChunkFunction,
    before: FunctionOutcome | undefined,
    { parts, rules, settings, options, withoutGuesses }: FunctionContext,
  ): number {
    const { program } = this;
    if (!program || !parts.mayConcernRegions(program, fn)) {
      this.keep(fn, undefined, nothing);
      return costOfKnown;
    }
    const trace = parts.regionsOf(program, fn);
    const isKnown = before?.trace === trace;
    if (!isKnown) this.analysedCharacters += fn.text.length;
    const file = program.file(fn.path);
    if (trace.events.length === 0 || !file) this.keep(fn, trace, nothing);
    else {
      // Also when the trace is the same: the places in it have moved with the code.
      const view: FunctionView = { fn, file, program, regions: trace, options };
      const outcome = runFunctionRules(rules, view, settings);
      this.keep(fn, trace, { ...outcome, findings: withoutGuesses(outcome.findings, view) });
    }
    return isKnown ? costOfKnown : fn.text.length;
  }

  private keep(fn: ChunkFunction, trace: RegionTrace | undefined, outcome: RuleOutcome): void {
    this.outcomes.set(fn, { trace, outcome, round: this.round });
    if (outcome.findings.length > 0 || outcome.internalErrors.length > 0) this.loud.add(fn);
    else this.loud.delete(fn);
    if (trace !== undefined && trace.events.length > 0) this.eventful.add(fn);
    else this.eventful.delete(fn);
  }

  /** What is found in the present state. Of a function that waits to be looked at again nothing is known. */
  get findings(): readonly Finding[] {
    return this.current().flatMap(({ outcome }) => outcome.findings);
  }

  get internalErrors(): readonly InternalError[] {
    return this.current().flatMap(({ outcome }) => outcome.internalErrors);
  }

  private current(): readonly FunctionOutcome[] {
    return [...this.loud].flatMap((fn) => {
      const known = this.outcomes.get(fn);
      return known?.round === this.round ? known : [];
    });
  }

  /** Drops the models of functions in files where they are not needed again soon. */
  releaseModels(isNeeded: (path: string) => boolean): void {
    for (const fn of this.queue) if (!isNeeded(fn.path)) fn.forgetDefinition();
  }
}

function isSameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one === other || (one.size === other.size && [...one].every((name) => other.has(name)));
}
