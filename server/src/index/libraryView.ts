/** One library that uses the interface, analysed: what the library rules of the pack look at. Everything is lazy and memoised. */
import type { CFacts } from "../facts/cFacts";
import { evaluateOnce, type EvaluateOptions, type Trace } from "../flow/evaluate/evaluate";
import type { CallEvent, Event } from "../flow/evaluate/event";
import { alternatives, unknown } from "../flow/evaluate/value";
import type { FunctionRef } from "../flow/program";
import { entryPoints, type EntryPointName } from "../pg/dynpgextInterface";
import { CallGraph } from "./callGraph";
import { findInterfaceHeader, type InterfaceHeader } from "./interfaceHeader";
import {
  allocationOf,
  lookupOf,
  registrationsOf,
  workerField,
  type Allocation,
  type Lookup,
  type Registration,
} from "./interfaceUse";
import type { Library } from "./library";
import type { LibraryProgram } from "./libraryProgram";
import type { AnalysisOptions } from "./options";

export interface Callback {
  readonly fn: FunctionRef;
  readonly allocations: readonly Allocation[];
  /** The evaluation that begins in `fn`, with unknown arguments. */
  readonly trace: Trace;
}

export class LibraryView {
  readonly callGraph: CallGraph;
  private memoEvents: readonly Event[] | undefined;
  private memoTraces: readonly Trace[] | undefined;
  private memoHeader: InterfaceHeader | undefined;
  private memoAllocations: readonly Allocation[] | undefined;
  private memoLookups: readonly Lookup[] | undefined;
  private memoCallbacks: readonly Callback[] | undefined;
  private memoRegistrations: readonly Registration[] | undefined;

  constructor(
    readonly library: Library,
    readonly program: LibraryProgram,
    readonly options: AnalysisOptions,
    earlier?: LibraryView,
  ) {
    this.callGraph = new CallGraph(program, earlier?.callGraph);
  }

  /** Sources of the library and the workspace headers they include. */
  get files(): readonly CFacts[] {
    return this.program.files;
  }

  get header(): InterfaceHeader {
    this.memoHeader ??= findInterfaceHeader(this.program, this.options.registerBgworkerArguments);
    return this.memoHeader;
  }

  entryPoint(name: EntryPointName): FunctionRef | undefined {
    return this.program.functions.find((fn) => fn.name === name);
  }

  /** `_Dynpgext_init` and everything it reaches. */
  get initFunctions(): ReadonlySet<FunctionRef> {
    return this.callGraph.remember("init", () => {
      const init = this.entryPoint("_Dynpgext_init");
      return this.callGraph.reachableFrom(init ? [init] : []);
    });
  }

  /** `_Dynpgext_eager_preload` returns false, or may do so: the library is loaded at run time, not with the server. */
  get isLazilyLoaded(): boolean {
    const fn = this.entryPoint("_Dynpgext_eager_preload");
    if (!fn) return false;
    if (/^[ \t]*#[ \t]*if/mu.test(fn.text)) return true;
    const returned = evaluateOnce(this.program, fn, {})?.returned ?? unknown;
    return !alternatives(returned).every((one) => one.kind === "number" && (one.value ?? 0) !== 0);
  }

  /** The library is compiled with hidden visibility, so that only exported functions can be found. */
  get hidesSymbols(): boolean {
    return this.library.system === "pgxs" && this.options.pgMajor >= 16;
  }

  get allocations(): readonly Allocation[] {
    this.memoAllocations ??= this.handleCalls("allocate_shmem").flatMap((event) => allocationOf(event) ?? []);
    return this.memoAllocations;
  }

  get lookups(): readonly Lookup[] {
    this.memoLookups ??= distinctCalls(
      this.events.filter(
        (event): event is CallEvent => event.kind === "call" && event.callee === "dynpgext_lookup_shmem",
      ),
    ).flatMap((event) => lookupOf(event) ?? []);
    return this.memoLookups;
  }

  get registrations(): readonly Registration[] {
    const form = this.header.registerArguments;
    this.memoRegistrations ??= this.handleCalls("register_bgworker").flatMap((event) =>
      registrationsOf(event, form),
    );
    return this.memoRegistrations;
  }

  /** Calls of a member of the loader's handle, each context once. */
  handleCalls(member: string): readonly CallEvent[] {
    return distinctCalls(
      this.events.filter((e): e is CallEvent => e.kind === "call" && e.viaHandle && e.callee === member),
    );
  }

  get events(): readonly Event[] {
    this.memoEvents ??= this.traces.flatMap((trace) => trace.events);
    return this.memoEvents;
  }

  /** Some evaluation was given up, so that absence of an event proves nothing. */
  get isComplete(): boolean {
    return this.traces.every((trace) => trace.isComplete);
  }

  /** The evaluation that begins in `fn`, if one does. */
  traceOf(fn: FunctionRef): Trace | undefined {
    return this.traces.find((trace) => trace.root === fn);
  }

  /** Main functions of the workers that the library registers, with the registration. */
  get workerMains(): readonly { readonly fn: FunctionRef; readonly registration: Registration }[] {
    return this.registrations.flatMap((registration) =>
      this.mainsOf(registration).map((fn) => ({ fn, registration })),
    );
  }

  /** The functions that the loader calls to initialise memory, each with its evaluation and the allocations that name it. */
  get callbacks(): readonly Callback[] {
    if (this.memoCallbacks) return this.memoCallbacks;
    const byFunction = new Map<FunctionRef, Allocation[]>();
    for (const allocation of this.allocations) {
      for (const one of alternatives(allocation.callback)) {
        const fn = one.kind === "function" ? this.program.findFunction(one.name, one.path) : undefined;
        if (fn) byFunction.set(fn, [...(byFunction.get(fn) ?? []), allocation]);
      }
    }
    const isInPostmaster = !this.isLazilyLoaded;
    this.memoCallbacks = [...byFunction].map(([fn, allocations]) => ({
      fn,
      allocations,
      trace: evaluateOnce(this.program, fn, { isInPostmaster })!,
    }));
    return this.memoCallbacks;
  }

  /**
   * Evaluations that together cover every function that touches the interface: from the entry points, from
   * worker main functions, then from every such function that no other covers.
   */
  get traces(): readonly Trace[] {
    if (this.memoTraces) return this.memoTraces;
    const traces: Trace[] = [];
    const interested = this.interestedFunctions();
    const roots = new Set<FunctionRef>();
    const run = (fn: FunctionRef | undefined, options: EvaluateOptions = {}): void => {
      if (!fn || roots.has(fn)) return;
      roots.add(fn);
      const trace = evaluateOnce(this.program, fn, options);
      if (trace) traces.push(trace);
    };
    for (const name of Object.keys(entryPoints) as EntryPointName[]) {
      run(this.entryPoint(name), { isInPostmaster: name === "_Dynpgext_init" && !this.isLazilyLoaded });
    }
    const mains = traces.flatMap((trace) => trace.events.flatMap((event) => this.workerMainsOf(event)));
    for (const fn of mains) run(fn, { isWorkerMain: true });
    const called = this.callGraph.remember(
      "called",
      () =>
        new Set(
          [...interested].flatMap((fn) =>
            [...this.callGraph.mentionedBy(fn)].filter((other) => other !== fn),
          ),
        ),
    );
    for (const fn of interested) if (!called.has(fn)) run(fn, { relevant: interested });
    const covered = new Set(traces.flatMap((trace) => trace.events.map((event) => event.fn)));
    for (const fn of interested) if (!covered.has(fn)) run(fn, { relevant: interested });
    this.memoTraces = traces;
    return traces;
  }

  private workerMainsOf(event: Event): readonly FunctionRef[] {
    if (event.kind !== "call" || !event.viaHandle || event.callee !== "register_bgworker") return [];
    return registrationsOf(event, this.header.registerArguments).flatMap((one) => this.mainsOf(one));
  }

  private mainsOf(registration: Registration): readonly FunctionRef[] {
    const name = workerField(registration, "bgw_function_name")?.entry.value ?? unknown;
    return alternatives(name).flatMap((one) =>
      one.kind === "text" ? (this.program.findFunction(one.text, registration.event.fn.path) ?? []) : [],
    );
  }

  /** Functions that use the interface themselves or reach one that does. */
  private interestedFunctions(): ReadonlySet<FunctionRef> {
    return this.callGraph.remember("interested", () => this.callGraph.leadingTo(this.interfaceFunctions));
  }

  /** Functions whose own code may use the interface. */
  get interfaceFunctions(): ReadonlySet<FunctionRef> {
    return this.callGraph.remember(
      "users",
      () => new Set(this.program.functions.filter((fn) => this.mayUseInterface(fn))),
    );
  }

  /** The code uses the interface itself, as far as its words tell: cheap, and remembered with the code. */
  mayUseInterface(code: { readonly text: string }): boolean {
    return this.callGraph.mayUseInterface(code);
  }
}

/** One event per call and calling context. Calls that one macro makes stand at one place and are told apart. */
function distinctCalls(events: readonly CallEvent[]): readonly CallEvent[] {
  const seen = new Set<string>();
  const numbers = new Map<CallEvent["call"], number>();
  return events.filter((event) => {
    if (!numbers.has(event.call)) numbers.set(event.call, numbers.size);
    const key = [
      event.site.path,
      event.site.start,
      numbers.get(event.call),
      event.root.name,
      event.round,
      ...event.stack.map((site) => `${site.path}:${site.start}`),
    ].join("|");
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
