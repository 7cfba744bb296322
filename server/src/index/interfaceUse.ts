/** The interface calls of a library with their arguments made out: what the rules of the pack look at. */
import type { Site } from "../base/span";
import { allocateArguments, databaseLocalFlag, registerArguments } from "../pg/dynpgextInterface";
import { elementFurther } from "../flow/evaluate/arrayPointer";
import { content } from "../flow/evaluate/effect";
import { locationBehind } from "../flow/evaluate/place";
import type { CallEvent } from "../flow/evaluate/event";
import {
  alternatives,
  unknown,
  type Location,
  type NumberValue,
  type PatternValue,
  type TextValue,
  type Value,
} from "../flow/evaluate/value";
import type { Entry } from "../flow/evaluate/state";

/** A shared-memory name as an argument: every text it can be. */
export interface NameArgument {
  readonly site: Site;
  readonly value: Value;
  readonly texts: readonly TextValue[];
  /** What the alternatives that are known in part can be. */
  readonly patterns: readonly PatternValue[];
  /** Some alternative can be any text at all. */
  readonly isArbitrary: boolean;
  /** Every alternative is a text that is known. */
  readonly isKnown: boolean;
}

export interface Allocation {
  readonly event: CallEvent;
  readonly name: NameArgument;
  readonly size: NumberValue | undefined;
  readonly sizeSite: Site;
  readonly callback: Value;
  readonly payload: Value;
  readonly payloadSite: Site;
  readonly flags: Value;
  readonly flagsSite: Site;
  /** Undefined when the flags are not known. */
  readonly isDatabaseLocal: boolean | undefined;
}

export interface Lookup {
  readonly event: CallEvent;
  readonly name: NameArgument;
}

export interface Registration {
  readonly event: CallEvent;
  /** Number of arguments of the form in force. */
  readonly form: 3 | 5;
  /** The number of arguments fits that form. */
  readonly hasRightArity: boolean;
  /** Where the worker's description is stored; undefined when not known. */
  readonly worker: Location | undefined;
  /** The element of an array of workers that this is about, where a loop registers several. */
  readonly element?: Location;
  readonly workerSite: Site;
  readonly callback: Value | undefined;
  readonly flags: Value;
  readonly flagsSite: Site;
  readonly isDatabaseLocal: boolean | undefined;
}

export function allocationOf(event: CallEvent): Allocation | undefined {
  const at = allocateArguments;
  if (event.args.length !== at.count) return undefined;
  const size = event.args[at.size]!;
  const flags = event.args[at.flags]!;
  return {
    event,
    name: nameArgument(event, at.name),
    size: size.kind === "number" ? size : undefined,
    sizeSite: event.argumentOrigins[at.size]!,
    callback: event.args[at.callback]!,
    payload: event.args[at.data]!,
    payloadSite: event.argumentOrigins[at.data]!,
    flags,
    flagsSite: event.argumentSites[at.flags]!,
    isDatabaseLocal: hasFlag(flags, databaseLocalFlag),
  };
}

export function lookupOf(event: CallEvent): Lookup | undefined {
  return event.args.length === 1 ? { event, name: nameArgument(event, 0) } : undefined;
}

export function registrationOf(event: CallEvent, form: 3 | 5): Registration {
  const at = registerArguments[event.args.length === 3 || event.args.length === 5 ? event.args.length : form];
  const worker = event.args[at.worker] ?? unknown;
  const flags = event.args[at.flags] ?? unknown;
  return {
    event,
    form,
    hasRightArity: event.args.length === form,
    worker: firstOf(locationBehind(worker)),
    workerSite: event.argumentSites[at.worker] ?? event.site,
    callback: at.callback === undefined ? undefined : event.args[at.callback],
    flags,
    flagsSite: event.argumentSites[at.flags] ?? event.site,
    isDatabaseLocal: hasFlag(flags, databaseLocalFlag),
  };
}

/** The registrations that one call makes: in a loop over an array of workers one for each that is known. */
export function registrationsOf(event: CallEvent, form: 3 | 5): readonly Registration[] {
  const registration = registrationOf(event, form);
  const worker = event.args[registration.hasRightArity ? registerArguments[form].worker : -1];
  const several = worker?.kind === "oneOf" ? worker.values.filter((one) => !isNull(one)) : [];
  const locations = several.map((one) => firstOf(locationBehind(one)));
  if (locations.length > 0 && locations.every((location) => location !== undefined))
    return locations.flatMap((location) => withElements({ ...registration, worker: location }));
  return withElements(registration);
}

function withElements(registration: Registration): readonly Registration[] {
  const { event } = registration;
  const elements = registration.worker ? event.state.elements(registration.worker) : [];
  const filled = elements.filter((element) => elements.length === 1 || !isEndOfTable(event, element));
  if (filled.length === 0) return [registration];
  return filled.map((element) => ({ ...registration, element }));
}

function isEndOfTable(event: CallEvent, element: Location): boolean {
  return [...event.state.parts(element).values()].every(
    ({ value }) =>
      (value.kind === "number" && value.value === 0) || (value.kind === "text" && value.text === ""),
  );
}

/** An array stands for its first element. */
function firstOf(location: Location | undefined): Location | undefined {
  return location?.isArray ? elementFurther(location, 0) : location;
}

/** A field of the registered worker at the moment of the registration; undefined when the worker is not known. */
export function workerField(
  registration: Registration,
  field: string,
): { readonly entry: Entry; readonly isOwn: boolean } | undefined {
  return workerPart(registration, `.${field}`);
}

/** What is known of the registered worker, or of a part of it. */
export function workerPart(
  { worker, element, event }: Registration,
  step: string,
): { readonly entry: Entry; readonly isOwn: boolean } | undefined {
  if (!worker) return undefined;
  const location = { ...worker, path: worker.path + step };
  const current = element && event.state.findCurrent(location);
  return current ?? event.state.find(element ? { ...element, path: element.path + step } : location);
}

function nameArgument(event: CallEvent, position: number): NameArgument {
  const value = event.args[position] ?? unknown;
  const texts: TextValue[] = [];
  const patterns: PatternValue[] = [];
  let isArbitrary = false;
  for (const one of alternatives(value)) {
    for (const pointed of alternatives(content(one, event))) {
      if (pointed.kind === "text") texts.push(pointed);
      else if (pointed.kind === "pattern") patterns.push(pointed);
      else if (!isNull(pointed)) isArbitrary = true;
    }
  }
  const isKnown = texts.length > 0 && patterns.length === 0 && !isArbitrary;
  return {
    site: event.argumentOrigins[position] ?? event.site,
    value,
    texts,
    patterns,
    isArbitrary,
    isKnown,
  };
}

/** The end of a table: nobody asks for a name of NULL. */
function isNull(value: Value): boolean {
  return value.kind === "number" && value.value === 0;
}

/** Whether every alternative of `flags` has the bit; undefined when they differ or are not known. */
export function hasFlag(flags: Value, bit: number): boolean | undefined {
  let result: boolean | undefined;
  for (const one of alternatives(flags)) {
    if (one.kind !== "number" || one.value === undefined) return undefined;
    const isSet = (one.value & bit) !== 0;
    if (result !== undefined && result !== isSet) return undefined;
    result = isSet;
  }
  return result;
}
