/** The effects of well-known functions (`pg/callEffects`) on the abstract state. */
import type { Site } from "../../base/span";
import type { CallEffect } from "../../pg/callEffects";
import { pointerBytes } from "../../pg/typeSizes";
import type { Call } from "../../syntax/c/model";
import type { Activation, Path } from "./activation";
import { computeBinary } from "./arithmetic";
import { connectedMark, forgetReachable } from "./doubt";
import { storeOf } from "./initializer";
import { lengthOf, offsetOf } from "./sizes";
import { locationBehind } from "./place";
import { concatenateTexts, formatText } from "./text";
import {
  alternatives,
  mapValue,
  numberOf,
  uninitialized,
  unknown,
  zero,
  type Location,
  type Value,
} from "./value";

/** Where the state keeps the current memory context when the code itself has switched it. */
const contextMark = { root: "memory|context", path: "", storage: "unknown", name: "" } as const;

export function applyEffect(
  activation: Activation,
  call: Call,
  callee: string,
  effect: CallEffect,
  args: readonly Value[],
  path: Path,
): Value {
  const site = activation.place(call);
  switch (effect.kind) {
    case "copyText":
    case "appendText":
    case "format":
      return writeText(effect, args, path, site);
    case "fill":
      fill(args[effect.to], effect.byte === undefined ? zero : args[effect.byte], args.at(-1), path);
      return args[effect.to] ?? unknown;
    case "copyMemory": {
      copyMemory(activation, args[effect.to], args[effect.from], path, site);
      return args[effect.to] ?? unknown;
    }
    case "allocate":
      return allocate(activation, call, callee, effect, args, path);
    case "switchContext": {
      const before = path.state.find(contextMark)?.entry.value ?? unknown;
      path.state.write(contextMark, args[0] ?? unknown, site);
      return before;
    }
    case "neverReturns":
      path.isDead = true;
      return unknown;
    case "identity":
      return args[effect.argument] ?? unknown;
    case "arithmetic":
      return args.length === 2 ? computeBinary(effect.operator, args[0]!, args[1]!) : unknown;
    case "alignUp": {
      const step = effect.to === undefined ? args[0] : numberOf(effect.to);
      return mapValue(args[effect.argument] ?? unknown, (size) => alignUp(size, step));
    }
    case "offsetOf":
      return offsetOf(activation, call, path);
    case "lengthOf":
      return lengthOf(activation, call, path);
    case "connectWorker":
      forgetReachable(path, args);
      path.state.write(connectedMark, numberOf(1), site);
      return unknown;
  }
}

function writeText(
  effect: Extract<CallEffect, { kind: "copyText" | "appendText" | "format" }>,
  args: readonly Value[],
  path: Path,
  site: Site,
): Value {
  const to = args[effect.to];
  if (effect.kind === "format") {
    writeContent(to, format(args, effect.format, path), path, site);
    return unknown;
  }
  const from = args[effect.from];
  const text =
    effect.kind === "copyText" ? textual(contents(from ?? unknown, path)) : appended(to, from, path);
  writeContent(to, text, path, site);
  return to ?? unknown;
}

function appended(to: Value | undefined, from: Value | undefined, path: Path): Value {
  const before = mapValue(contents(to ?? unknown, path), emptyIfZero);
  return concatenateTexts([before, contents(from ?? unknown, path)]);
}

/** `memset(p, 0, sizeof(p))` for `sizeof(*p)`: it leaves most of what `p` points to as it was. */
function fillsPointerOnly(size: Value | undefined): boolean {
  if (size?.kind !== "number" || size.value !== pointerBytes) return false;
  const [only, ...others] = size.sizes;
  return (
    only !== undefined && others.length === 0 && only.type.pointers === 1 && only.type.arrays.length === 0
  );
}

function fill(
  pointer: Value | undefined,
  byte: Value | undefined,
  size: Value | undefined,
  path: Path,
): void {
  if (fillsPointerOnly(size)) return;
  const isZero = byte?.kind === "number" && byte.value === 0;
  for (const location of targets(pointer)) path.state.write(location, isZero ? zero : unknown, undefined);
}

function copyMemory(
  activation: Activation,
  to: Value | undefined,
  from: Value | undefined,
  path: Path,
  site: Site,
): void {
  const [source] = targets(from);
  for (const target of targets(to)) {
    if (source) path.state.copy(source, target, site, storeOf(activation, source, path));
    else path.state.write(target, textual(content(from, path)), site);
  }
}

function alignUp(size: Value, step: Value | undefined): Value {
  if (size.kind !== "number" || step?.kind !== "number") return unknown;
  const { value } = size;
  const isKnown = value !== undefined && step.value !== undefined && step.value > 0;
  return { ...size, value: isKnown ? Math.ceil(value / step.value) * step.value : undefined };
}

function allocate(
  activation: Activation,
  call: Call,
  callee: string,
  effect: Extract<CallEffect, { kind: "allocate" }>,
  args: readonly Value[],
  path: Path,
): Value {
  const site = activation.place(call);
  const { family } = effect;
  const owner =
    effect.context === undefined ? path.state.find(contextMark)?.entry.value : args[effect.context];
  const context = owner?.kind === "memory" ? owner.id : undefined;
  forgetReachable(path, args);
  const id = `${activation.frame}@${site.path}:${site.start}`;
  const memory: Value = {
    kind: "memory",
    id,
    site,
    allocator: callee,
    family,
    ...(context && family !== "heap" ? { context } : {}),
  };
  const [location] = targets(memory);
  if (location) path.state.write(location, initialContent(callee, args, path), site);
  return memory;
}

/** What fresh memory holds. */
function initialContent(callee: string, args: readonly Value[], path: Path): Value {
  if (/^(?:palloc0\w*|calloc|MemoryContextAllocZero)$/u.test(callee)) return zero;
  if (/^(?:palloc|palloc_object|palloc_array|malloc)$/u.test(callee)) return uninitialized;
  if (callee === "MemoryContextStrdup") return contents(args[1] ?? unknown, path);
  if (callee === "psprintf") return format(args, 0, path);
  return callee === "pstrdup" || callee === "strdup" ? contents(args[0] ?? unknown, path) : unknown;
}

function targets(pointer: Value | undefined): readonly Location[] {
  if (!pointer) return [];
  return alternatives(pointer).flatMap((one) => locationBehind(one) ?? []);
}

/** The text that a pointer points to: a literal's own, or the content of the array it is the address of. */
export function content(pointer: Value | undefined, path: Pick<Path, "state">): Value {
  if (!pointer) return unknown;
  const behind = locationBehind(pointer);
  if (!behind) return pointer;
  const { isArray: _whole, ...location } = behind;
  return path.state.read(location);
}

/** A zeroed array holds the empty text. */
function emptyIfZero(value: Value): Value {
  return value.kind === "number" && value.value === 0 ? { kind: "text", text: "" } : value;
}

/** Only what can be the content of a character array. */
function textual(value: Value): Value {
  return mapValue(value, (one) =>
    one.kind === "text" || one.kind === "pattern" || one.kind === "handle" ? one : unknown,
  );
}

function writeContent(
  pointer: Value | undefined,
  value: Value,
  path: Path,
  site: Parameters<Path["state"]["write"]>[2],
): void {
  for (const location of targets(pointer)) path.state.write(location, value, site);
}

/** The result of formatting with the format at `position`. */
function format(args: readonly Value[], position: number, path: Path): Value {
  return formatText(
    content(args[position], path),
    args.slice(position + 1).map((argument) => contents(argument, path)),
  );
}

/** Every text that a value with several alternatives may point to. */
function contents(pointer: Value, path: Path): Value {
  return mapValue(pointer, (one) => content(one, path));
}
