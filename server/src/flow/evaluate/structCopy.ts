/** Structures as values: assigned, handed over and returned part by part. */
import type { Call, Expression } from "../../syntax/c/model";
import { localLocation, type Activation, type Path } from "./activation";
import { storeOf } from "./initializer";
import { expansionOf } from "./macro";
import { resolvePlace, type Place } from "./place";
import type { State } from "./state";
import { typeOf } from "./types";
import type { Location } from "./value";

/** `*to = *from`, `to = (T){…}` and `to = make()` copy part by part. Returns false when the value, already evaluated, is no struct with known parts. */
export function copyStruct(activation: Activation, target: Place, value: Expression, path: Path): boolean {
  if (target.kind !== "location") return false;
  const source = structOf(activation, value, path);
  if (!source) return false;
  path.state.copy(source.location, target.location, activation.place(value), source.store);
  return true;
}

function structOf(
  activation: Activation,
  value: Expression,
  path: Path,
): { readonly location: Location; readonly store: State } | undefined {
  const expansion = isName(activation, value) ? expansionOf(activation, value) : undefined;
  if (expansion) return structOf(expansion.inside, expansion.expression, path);
  if (value.kind === "call") {
    const location = returnedStruct(activation, value);
    return path.state.parts(location).size > 0 ? { location, store: path.state } : undefined;
  }
  const isLvalue =
    value.kind === "identifier" ||
    value.kind === "member" ||
    value.kind === "index" ||
    value.kind === "compoundLiteral" ||
    (value.kind === "unary" && value.operator === "*");
  if (!isLvalue) return undefined;
  const type = typeOf(activation, value);
  if (type && (type.pointers > 0 || type.arrays.length > 0)) return undefined;
  const place = resolvePlace(activation, value, path);
  if (place?.kind !== "location") return undefined;
  const store = storeOf(activation, place.location, path);
  return store.parts(place.location).size > 0 ? { location: place.location, store } : undefined;
}

function isName(
  activation: Activation,
  value: Expression,
): value is Extract<Expression, { kind: "identifier" | "call" }> {
  const name = value.kind === "call" ? value.callee : value;
  return name.kind === "identifier" && !localLocation(activation, name.name);
}

/** Where a function puts the struct that it returns. */
export function resultLocation(frame: string): Location {
  return { root: `${frame}|result`, path: "", storage: "automatic", name: "" };
}

/** Where the caller finds it. */
export function returnedStruct(activation: Activation, call: Call): Location {
  const name = call.callee.kind === "identifier" ? call.callee.name : "";
  const root = `${activation.frame}|returned@${activation.place(call).start}:${name}`;
  return { root, path: "", storage: "automatic", name: "the result" };
}
