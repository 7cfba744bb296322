/** The effects of well-known functions (`pg/callEffects`) on the abstract state. */
import type { CallEffect } from "../../pg/callEffects";
import type { Call } from "../../syntax/c/model";
import type { Activation, Path } from "./activation";
import { connectedMark, forgetReachable } from "./call";
import { locationBehind } from "./place";
import { alternatives, numberOf, uninitialized, unknown, zero, type Location, type Value } from "./value";

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
    case "copyText": {
      const source = content(args[effect.from], path);
      writeContent(args[effect.to], source.kind === "text" || source.kind === "handle" ? source : unknown, path, site);
      return args[effect.to] ?? unknown;
    }
    case "format":
      writeContent(args[effect.to], format(args, effect.format, path), path, site);
      return unknown;
    case "fill": {
      const byte = effect.byte === undefined ? zero : args[effect.byte];
      const isZero = byte?.kind === "number" && byte.value === 0;
      for (const location of targets(args[effect.to])) path.state.write(location, isZero ? zero : unknown, undefined);
      return args[effect.to] ?? unknown;
    }
    case "copyMemory": {
      const [from] = targets(args[effect.from]);
      for (const to of targets(args[effect.to])) {
        if (from) path.state.copy(from, to, site);
        else {
          const source = content(args[effect.from], path);
          path.state.write(to, source.kind === "text" || source.kind === "handle" ? source : unknown, site);
        }
      }
      return args[effect.to] ?? unknown;
    }
    case "allocate":
      return allocate(activation, call, callee, effect.family, args, path);
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
    case "connectWorker":
      forgetReachable(path, args);
      path.state.write(connectedMark, numberOf(1), site);
      return unknown;
  }
}

function allocate(
  activation: Activation,
  call: Call,
  callee: string,
  family: "current" | "heap" | "context" | "shared",
  args: readonly Value[],
  path: Path,
): Value {
  const site = activation.place(call);
  const current = path.state.find(contextMark)?.entry.value;
  const context = current?.kind === "memory" ? current.id : undefined;
  forgetReachable(path, args);
  const id = `${activation.frame}@${site.path}:${site.start}`;
  const memory: Value = { kind: "memory", id, site, allocator: callee, family, ...(family === "current" && context ? { context } : {}) };
  const [location] = targets(memory);
  if (location) path.state.write(location, initialContent(callee, args, path), site);
  return memory;
}

/** What fresh memory holds. */
function initialContent(callee: string, args: readonly Value[], path: Path): Value {
  if (/^(?:palloc0\w*|calloc)$/u.test(callee)) return zero;
  if (/^(?:palloc|palloc_object|palloc_array|malloc)$/u.test(callee)) return uninitialized;
  if (callee === "psprintf") return format(args, 0, path);
  return callee === "pstrdup" || callee === "strdup" ? content(args[0], path) : unknown;
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

function writeContent(pointer: Value | undefined, value: Value, path: Path, site: Parameters<Path["state"]["write"]>[2]): void {
  for (const location of targets(pointer)) path.state.write(location, value, site);
}

/** The result of formatting, when every conversion has a value that is known. */
function format(args: readonly Value[], position: number, path: Path): Value {
  const pattern = content(args[position], path);
  if (pattern.kind !== "text") return unknown;
  let next = position + 1;
  let isKnown = true;
  let handle: Value | undefined;
  const text = pattern.text.replace(/%(%|s|d|i|u|ld|lu|zu|[^%]*?[a-zA-Z])/gu, (whole, conversion: string) => {
    if (conversion === "%") return "%";
    const value = content(args[next++], path);
    if (conversion === "s" && value.kind === "text") return value.text;
    if (/^(d|i|u|ld|lu|zu)$/u.test(conversion) && value.kind === "number" && value.value !== undefined) return String(value.value);
    if (pattern.text === "%s" && value.kind === "handle") handle = value;
    isKnown = false;
    return whole;
  });
  return handle ?? (isKnown ? { kind: "text", text } : unknown);
}
