/**
 * The keystrokes of the bench, as data. All happen in an unsaved heapam.c that uses the Dynpgext interface, and
 * each of them changes what is to be published, because a server publishes only what changed:
 *
 * - `identifier`: letters are typed into and deleted from an identifier left of a finding, whose column moves.
 *   Nothing new is named: the ordinary keystroke.
 * - `name`: letters of the looked-up name are deleted and typed, which changes what the file names to others.
 * - `statement`: a whole statement is typed and deleted inside a long function, so the code is broken most of
 *   the time. Each change also flips one letter of a name in another function, to have something to publish.
 */

const declaration = "\tint\t\t   *bench";
const lookup = ' = dynpgext_lookup_shmem("';
const allocatedName = "bench:1:state";
const statement = 'if (bench_total > limit) { elog(LOG, "row %d of (%s", count, "x"); total += 1; } ';
const extraLetters = "mark_of_the_relation_";

/** Text of the file in which the keystrokes happen, and the places (0-based) of the three kinds. */
export function preparedFile(original) {
  // The longest function of the file; the first statement after its declarations.
  const functionStart = original.indexOf("\nheap_update(");
  const anchor = original.indexOf("\tAssert(", functionStart);
  if (functionStart < 0 || anchor < 0)
    throw new Error("This heapam.c has no heap_update() with an Assert(): another version?");
  const includes = original.indexOf("#include");
  const tail = [
    "",
    "PG_MODULE_MAGIC;",
    "DYNPGEXT_MAGIC;",
    "",
    "void",
    "_Dynpgext_init(const dynpgext_handle *handle)",
    "{",
    `\thandle->allocate_shmem(handle, "${allocatedName}", sizeof(int), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);`,
    "}",
    "",
    "int",
    "bench_sentinel(void)",
    "{",
    '\treturn dynpgext_lookup_shmem("bench:1:sentinel0") != NULL;',
    "}",
    "",
  ].join("\n");
  const head = `${original.slice(0, includes)}#include "dynpgext.h"\n${original.slice(includes, anchor)}`;
  const misspelt = allocatedName.slice(0, -1);
  const text = `${head}${declaration}${lookup}${misspelt}");\n\n${original.slice(anchor)}${tail}`;
  const line = head.split("\n").length - 1;
  const lines = text.split("\n");
  const sentinelLine = lines.findLastIndex((one) => one.includes("sentinel0"));
  return {
    text,
    places: {
      identifierEnd: { line, character: declaration.length },
      nameEnd: { line, character: declaration.length + lookup.length + misspelt.length },
      statementStart: { line: line + 1, character: 0 },
      sentinel: {
        line: sentinelLine,
        character: lines[sentinelLine].indexOf("sentinel0") + "sentinel".length,
      },
    },
  };
}

const cycles = { identifier: identifierCycle, name: nameCycle, statement: statementCycle };

/** The three kinds, in the order in which they are typed. */
export const kinds = Object.keys(cycles);

/** The changes of one kind, each the `contentChanges` of one `didChange`. A cycle ends with the text it began with. */
export function keystrokes(kind, cycleCount, places) {
  return Array.from({ length: cycleCount }, () => cycles[kind](places)).flat();
}

function identifierCycle({ identifierEnd }) {
  return typeAndDelete(identifierEnd, extraLetters).map((change) => [change]);
}

/** Deletes the name from its end and types it again. */
function nameCycle({ nameEnd }) {
  const letters = [...allocatedName.slice(0, -1)].slice("bench:".length);
  const back = letters.map((_, index) => deleteBefore(shift(nameEnd, -index)));
  const start = shift(nameEnd, -letters.length);
  return [...back, ...letters.map((letter, index) => insertAt(shift(start, index), letter))].map((change) => [
    change,
  ]);
}

function statementCycle({ statementStart, sentinel }) {
  return typeAndDelete(statementStart, statement).map((change, index) => [
    { range: { start: sentinel, end: shift(sentinel, 1) }, text: String((index + 1) % 2) },
    change,
  ]);
}

function typeAndDelete(at, letters) {
  const typed = [...letters].map((letter, index) => insertAt(shift(at, index), letter));
  const deleted = [...letters].map((_, index) => deleteBefore(shift(at, letters.length - index)));
  return [...typed, ...deleted];
}

function insertAt(at, text) {
  return { range: { start: at, end: at }, text };
}

function deleteBefore(at) {
  return { range: { start: shift(at, -1), end: at }, text: "" };
}

function shift({ line, character }, columns) {
  return { line, character: character + columns };
}
