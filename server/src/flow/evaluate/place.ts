/** Places: what an lvalue denotes, and reading and writing it. */
import type { Span } from "../../base/span";
import type { Expression } from "../../syntax/c/model";
import type { AccessEvent } from "./event";
import { globalLocation, localLocation, noLocals, type Activation, type Path } from "./activation";
import { evaluateExpression } from "./expression";
import { constantGlobal } from "./initializer";
import { writeSite, type WriteSite } from "./entries";
import { typeOf } from "./types";
import {
  alternatives,
  joinValues,
  mapValue,
  numberOf,
  unknown,
  type Location,
  type LookupValue,
  type MemoryValue,
  type TextValue,
  type Value,
} from "./value";

export type Place =
  | { readonly kind: "location"; readonly location: Location }
  /** One of these, depending on the path. */
  | { readonly kind: "several"; readonly locations: readonly Location[] }
  | { readonly kind: "lookup"; readonly lookup: LookupValue; readonly part: string | undefined }
  | { readonly kind: "handle"; readonly field: string };

/** The place that an lvalue denotes, or undefined when it is not known. Evaluates what must be evaluated for it. */
export function resolvePlace(activation: Activation, expression: Expression, path: Path): Place | undefined {
  switch (expression.kind) {
    case "identifier": {
      const location =
        localLocation(activation, expression.name) ?? globalLocation(activation, expression.name);
      return location && { kind: "location", location };
    }
    case "member": {
      const step = "." + expression.member;
      if (expression.arrow) return pointee(evaluateExpression(activation, expression.object, path), step);
      const object = resolvePlace(activation, expression.object, path);
      return object && stepInto(object, step);
    }
    case "index": {
      const object = evaluateExpression(activation, expression.object, path);
      const index = evaluateExpression(activation, expression.index, path);
      return pointee(
        object,
        index.kind === "number" && index.value !== undefined ? `[${index.value}]` : "[?]",
      );
    }
    case "unary":
      return expression.operator === "*"
        ? pointee(evaluateExpression(activation, expression.operand, path), "")
        : undefined;
    case "cast":
      return resolvePlace(activation, expression.operand, path);
    case "compoundLiteral": {
      const root = `${activation.frame}|literal@${activation.place(expression).start}`;
      // Outside a function it has static storage (C11 6.5.2.5).
      const storage = activation.locals === noLocals ? "static" : "automatic";
      return { kind: "location", location: { root, path: "", storage, name: "the compound literal" } };
    }
    default:
      return undefined;
  }
}

/** The memory that an allocator returned, as a place of its own. */
export function memoryLocation(memory: MemoryValue): Location {
  return {
    root: `memory|${memory.id.replace(/[.[|]/gu, "_")}`,
    path: "",
    storage: "unknown",
    name: memory.allocator,
  };
}

/** The place that a pointer value points to, when it is one place. */
export function locationBehind(value: Value): Location | undefined {
  if (value.kind === "address") return value.location;
  return value.kind === "memory" ? memoryLocation(value) : undefined;
}

/**
 * What a pointer points to, one step further. Of several alternatives the one that is no null pointer counts,
 * if there is one only: a pointer of unknown origin beside it is the same one from an earlier call.
 */
export function pointee(pointer: Value, step: string): Place | undefined {
  const candidates = alternatives(pointer).filter(
    (value) => !(value.kind === "number" && value.value === 0) && value.kind !== "nonNull",
  );
  if (candidates.length > 1) {
    const locations = candidates.flatMap((one) => {
      const place = isPointer(one) ? pointee(one, step) : undefined;
      return place?.kind === "location" ? place.location : [];
    });
    return locations.length === candidates.length ? { kind: "several", locations } : undefined;
  }
  const only = candidates[0];
  switch (only?.kind) {
    case "address": {
      const { location } = only;
      if (step === "[0]" && !location.isArray) return { kind: "location", location };
      const first = location.isArray && !step.startsWith("[") ? "[0]" : "";
      return { kind: "location", location: partOf(location, first + step) };
    }
    case "memory":
      return { kind: "location", location: partOf(memoryLocation(only), step === "[0]" ? "" : step) };
    case "lookup":
      return { kind: "lookup", lookup: only, part: only.part === undefined ? undefined : only.part + step };
    case "handle":
      return only.field === undefined && step.startsWith(".")
        ? { kind: "handle", field: step.slice(1) }
        : undefined;
    default:
      return undefined;
  }
}

function isPointer(value: Value): boolean {
  return value.kind === "address" || value.kind === "memory";
}

function stepInto(place: Place, step: string): Place | undefined {
  if (place.kind === "location") return { kind: "location", location: partOf(place.location, step) };
  if (place.kind === "several")
    return { ...place, locations: place.locations.map((location) => partOf(location, step)) };
  if (place.kind === "lookup")
    return { ...place, part: place.part === undefined ? undefined : place.part + step };
  return undefined;
}

function partOf(location: Location, step: string): Location {
  if (step === "") return location;
  const { isArray: _whole, ...rest } = location;
  return { ...rest, path: location.path + step, name: location.name + step };
}

export function readPlace(
  activation: Activation,
  place: Place | undefined,
  path: Path,
  node: Expression,
): Value {
  if (!place) return unknown;
  if (place.kind === "handle") return { kind: "handle", field: place.field };
  if (place.kind === "lookup") {
    const isDoubtful = node.kind !== "unary" && typeOf(activation, node) === undefined;
    recordAccess(activation, "read", place, node, isDoubtful ? { isDoubtful } : {});
    return unknown;
  }
  if (place.kind === "several")
    return place.locations
      .map((location) => readPlace(activation, { kind: "location", location }, path, node))
      .reduce(joinValues);
  const found = path.state.find(place.location);
  if (!found) return constantGlobal(activation, place.location);
  // A structure that was cleared, or not even that, and then filled is no number.
  const { value: whole } = found.entry;
  const isBlank = whole.kind === "uninitialized" || (whole.kind === "number" && whole.value === 0);
  if (found.isOwn && isBlank && path.state.hasParts(place.location)) return unknown;
  return found.isOwn
    ? whole
    : mapValue(whole, (one) => (one.kind === "text" ? characterOf(one, place.location) : one));
}

/** `name[3]`: a character of a text that is known as a whole. */
function characterOf({ text }: TextValue, { path }: Location): Value {
  const index = /\[(\d+)\]$/u.exec(path)?.[1];
  if (index === undefined || Number(index) > text.length) return unknown;
  const code = Number(index) === text.length ? 0 : text.charCodeAt(Number(index));
  return code < 128 ? numberOf(code) : unknown;
}

/** Where a written value stands. Of one in the body of a macro that is there, not where the macro is used. */
export function writtenAt(activation: Activation, written: Span): Pick<WriteSite, "value"> {
  const site = activation.expanding.length > 0 ? activation.literalSite(written) : activation.place(written);
  return site ? { value: site } : {};
}

export function writePlace(
  activation: Activation,
  place: Place | undefined,
  value: Value,
  path: Path,
  target: Expression,
  options: { readonly mode?: "write" | "update"; readonly written?: Span } = {},
): void {
  if (!(place?.kind === "location" && place.location.storage === "automatic"))
    noteEscape(activation, value, options.written ?? target);
  if (!place || place.kind === "handle") return;
  if (place.kind === "lookup") {
    recordAccess(activation, options.mode ?? "write", place, target);
    return;
  }
  const site = writeSite(
    activation.place(target.kind === "member" ? target.memberSpan : target),
    options.written ? writtenAt(activation, options.written) : {},
  );
  if (place.kind === "several") {
    for (const location of place.locations) path.state.writePerhaps(location, value, site);
    return;
  }
  const { location } = place;
  const bracket = location.path.lastIndexOf("[");
  if (bracket >= 0 && location.path.endsWith("]")) {
    const whole = { ...location, path: location.path.slice(0, bracket) };
    const content = path.state.find(whole);
    if (content?.isOwn && content.entry.value.kind === "text") {
      // A NUL written into a text cuts it at most; any other character makes it another text.
      if (!(value.kind === "number" && value.value === 0)) path.state.write(whole, unknown, site);
      return;
    }
  }
  path.state.write(location, value, site);
}

/** Notes that a pointer into looked-up memory goes where this evaluation does not follow it. */
export function noteEscape(activation: Activation, value: Value, node: Span): void {
  for (const one of alternatives(value)) {
    if (one.kind === "lookup") recordAccess(activation, "escape", { lookup: one, part: one.part }, node);
  }
}

export function recordAccess(
  activation: Activation,
  mode: AccessEvent["mode"],
  place: { readonly lookup: LookupValue; readonly part: string | undefined },
  node: Span,
  details: Pick<AccessEvent, "callee" | "argument" | "isDoubtful"> = {},
): void {
  if (!activation.isRecording) return;
  activation.run.events.push({
    kind: "access",
    mode,
    ...details,
    lookup: place.lookup,
    part: place.part,
    fn: activation.fn,
    root: activation.run.root,
    stack: activation.stack,
    site: activation.place(node),
  });
}
