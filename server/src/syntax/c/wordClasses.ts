import { catalogMacro } from "../../pg/syntaxMacros";
import type { MaskKnowledge } from "./source";
import { WordTable } from "./words";

/** What a word means to the splitter and the mask. Keywords of C first, then macros. */
export const Word = {
  control: 1,
  primitive: 2,
  aggregate: 3,
  specifier: 4,
  operator: 5,
  attribute: 6,
  extension: 7,
  assembler: 8,
  loop: 9,
  blank: 10,
  blankCall: 11,
  blankEither: 12,
  statement: 13,
  catalog: 14,
  initializer: 15,
  /** Begins a definition in C++. */
  foreign: 16,
} as const;

const keywords: Readonly<Record<string, number>> = classed([
  [Word.control, "if else while for do switch case default return break continue goto"],
  [Word.primitive, "void char short int long float double signed unsigned _Bool _Complex __int128"],
  [Word.aggregate, "struct union enum"],
  [
    Word.specifier,
    "static extern inline const volatile typedef register auto restrict _Noreturn _Thread_local",
  ],
  [Word.specifier, "__inline __inline__ __const __volatile __volatile__ __restrict __restrict__ __thread"],
  [
    Word.operator,
    "sizeof typeof __typeof__ __typeof _Alignof alignof __alignof__ offsetof _Generic _Static_assert",
  ],
  [Word.operator, "_Alignas alignas __builtin_offsetof defined"],
  [Word.attribute, "__attribute__ __attribute __declspec _Pragma __pragma"],
  [Word.extension, "__extension__"],
  [Word.foreign, "namespace template using"],
  [Word.assembler, "asm __asm__ __asm"],
]);

const tables = new WeakMap<MaskKnowledge, WordTable>();

/** The table of all words that matter, built once per knowledge. */
export function wordTable(knowledge: MaskKnowledge): WordTable {
  let table = tables.get(knowledge);
  if (table === undefined) {
    table = new WordTable(entries(knowledge));
    tables.set(knowledge, table);
  }
  return table;
}

function* entries(knowledge: MaskKnowledge): Generator<readonly [string, number]> {
  yield* Object.entries(keywords);
  yield [catalogMacro, Word.catalog];
  for (const name of knowledge.loopMacros) yield [name, Word.loop];
  for (const name of knowledge.blankMacros) {
    yield [name, knowledge.blankCallMacros.has(name) ? Word.blankEither : Word.blank];
  }
  for (const name of knowledge.blankCallMacros) yield [name, Word.blankCall];
  for (const name of knowledge.statementMacros) yield [name, Word.statement];
  for (const name of knowledge.initializerMacros ?? []) yield [name, Word.initializer];
}

function classed(lists: readonly (readonly [number, string])[]): Record<string, number> {
  const result: Record<string, number> = {};
  for (const [wordClass, words] of lists) for (const word of words.split(" ")) result[word] = wordClass;
  return result;
}
