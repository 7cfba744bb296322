import type { TypeName } from "../model";
import type { TokenReader } from "./tokenReader";
import type { Token } from "./tokens";
import { isTypeKeyword } from "./typeArguments";
import { isKnownType, isSpelledLikeType } from "./typeNames";

/** Reads a type name that `isFollowed` accepts the follower of; undefined (and no progress) otherwise. */
export function recoverTypeName(
  reader: TokenReader,
  isFollowed: (token: Token | undefined) => boolean,
): TypeName | undefined {
  const mark = reader.mark();
  const start = reader.startHere();
  const words: string[] = [];
  let [pointers, isConst, isVolatile, keywords] = [0, false, false, 0];
  for (let token = reader.peek(); token !== undefined; token = reader.peek()) {
    if (token.text === "*" && words.length > 0) pointers++;
    else if (token.text === "const") isConst = true;
    else if (token.text === "volatile") isVolatile = true;
    else if (token.kind === "identifier" && pointers === 0) {
      if (words.length > keywords) break;
      if (isTypeKeyword(token.text)) keywords++;
      words.push(token.text);
    } else break;
    reader.next();
  }
  if (words.length === 0 || !isFollowed(reader.peek())) {
    reader.goBack(mark);
    return undefined;
  }
  return {
    start,
    end: reader.previousEnd(),
    base: words.join(" "),
    pointers,
    arrays: [],
    isConst,
    isVolatile,
  };
}

/** True when a type name is one identifier, which might as well be a variable. */
export function isBareName(type: TypeName): boolean {
  return type.pointers === 0 && !type.isConst && /^[\w$]+$/.test(type.base) && !isTypeKeyword(type.base);
}

/** Whether `(name)` before `next` is a cast. */
export function nameIsCast(name: string, next: Token): boolean {
  if (isKnownType(name)) return true;
  if (next.text === "(") return isSpelledLikeType(name);
  return next.kind !== "operator" || next.text === "{" || next.text === "!" || next.text === "~";
}
