import { Punctuator } from "../codeView";
import { Kind as TokenKind, punctuatorCode, type Tokens } from "../lex";
import { WordTable } from "../words";

/**
 * What a token is to the quick parser: a punctuator is its code (see `Tokens.code`), which is positive; everything
 * else is one of these.
 */
export const Sym = {
  end: 0,
  identifier: -1,
  number: -2,
  string: -3,
  char: -4,
  primitive: -5,
  sized: -6,
  qualifier: -7,
  storage: -8,
  aggregate: -9,
  enum: -10,
  true: -11,
  false: -12,
  null: -13,
  sizeof: -14,
  offsetof: -15,
  if: -16,
  else: -17,
  while: -18,
  do: -19,
  for: -20,
  switch: -21,
  case: -22,
  default: -23,
  return: -24,
  break: -25,
  continue: -26,
  goto: -27,
  /** A word that means something to the grammar and nothing here. */
  strange: -28,
} as const;

export const P = {
  ...Punctuator,
  question: punctuatorCode("?"),
  ampersand: punctuatorCode("&"),
  and: punctuatorCode("&&"),
  plus: punctuatorCode("+"),
  minus: punctuatorCode("-"),
  not: punctuatorCode("!"),
  complement: punctuatorCode("~"),
  increment: punctuatorCode("++"),
  decrement: punctuatorCode("--"),
  arrow: punctuatorCode("->"),
} as const;

/** The words of the grammar; each is a word only where the grammar expects it, which is why the rare ones are strange. */
const words: readonly (readonly [sym: number, words: string])[] = [
  [Sym.primitive, "bool char int float double void size_t ssize_t ptrdiff_t intptr_t uintptr_t charptr_t"],
  [Sym.primitive, "nullptr_t max_align_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t"],
  [Sym.primitive, "char8_t char16_t char32_t char64_t"],
  [Sym.sized, "signed unsigned long short"],
  [Sym.qualifier, "const volatile restrict __restrict__"],
  [Sym.storage, "extern static auto register inline __inline __inline__"],
  [Sym.aggregate, "struct union"],
  [Sym.enum, "enum"],
  [Sym.true, "true TRUE"],
  [Sym.false, "false FALSE"],
  [Sym.null, "NULL"],
  [Sym.sizeof, "sizeof"],
  [Sym.offsetof, "offsetof"],
  [Sym.if, "if"],
  [Sym.else, "else"],
  [Sym.while, "while"],
  [Sym.do, "do"],
  [Sym.for, "for"],
  [Sym.switch, "switch"],
  [Sym.case, "case"],
  [Sym.default, "default"],
  [Sym.return, "return"],
  [Sym.break, "break"],
  [Sym.continue, "continue"],
  [Sym.goto, "goto"],
  [
    Sym.strange,
    "typedef nullptr constexpr __extension__ _Atomic _Noreturn noreturn _Nonnull alignas _Alignas",
  ],
  [Sym.strange, "__forceinline thread_local __thread __attribute__ __attribute __declspec __based __cdecl"],
  [Sym.strange, "__clrcall __stdcall __fastcall __thiscall __vectorcall __restrict __uptr __sptr _unaligned"],
  [Sym.strange, "__unaligned __alignof__ __alignof _alignof alignof _Alignof _Generic asm __asm__ __asm"],
  [Sym.strange, "__try __except __finally __leave defined __volatile__"],
];

const table = new WordTable(
  words.flatMap(([sym, list]) => list.split(" ").map((word) => [word, -sym] as const)),
);

/** Writes the symbol of every token, and `Sym.end` behind the last. */
export function classifyTokens(text: string, tokens: Tokens, into: Int32Array): void {
  const { count, kind, code } = tokens;
  for (let token = 0; token < count; token++) {
    switch (kind[token]) {
      case TokenKind.identifier:
        into[token] = -table.classOf(text, tokens, token) || Sym.identifier;
        break;
      case TokenKind.number:
        into[token] = Sym.number;
        break;
      case TokenKind.string:
        into[token] = Sym.string;
        break;
      case TokenKind.char:
        into[token] = Sym.char;
        break;
      default:
        into[token] = code[token]!;
    }
  }
  into[count] = Sym.end;
}
