/**
 * The keystrokes of the bench, as data: the file in which they happen, in three forms, and three kinds of typing.
 *
 * The forms of heapam.c:
 *
 * - `plain`: as it is. Nothing in it is wrong, so nothing is published.
 * - `beside`: with two more functions at its end that use the Dynpgext interface. One look-up in them is misspelt, and
 *   each change flips a letter of it, so that there is something to publish: a server publishes only what changed.
 * - `inside`: the long function that is typed into looks up shared memory as well, in its first line.
 *
 * The kinds:
 *
 * - `identifier`: letters are typed into and deleted from an identifier in a declaration. Nothing new is named: the
 *   ordinary keystroke. `inside`, it stands left of a finding, whose column moves.
 * - `name`: letters of the looked-up name are deleted and typed, which changes what the file names to others.
 *   `inside` only.
 * - `statement`: a whole statement is typed and deleted inside the long function, so the code is broken most of the time.
 */

const declaration = "\tint\t\t   *bench";
const lookup = ' = dynpgext_lookup_shmem("';
const allocatedName = "bench:1:state";
const misspeltName = allocatedName.slice(0, -1);
const statement = 'if (bench_total > limit) { elog(LOG, "row %d of (%s", count, "x"); total += 1; } ';
const extraLetters = "mark_of_the_relation_";
const interfaceUser = [
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

const forms = { plain: plainForm, beside: besideForm, inside: insideForm };

/** Text of the file in which the keystrokes happen, and the places (0-based) of the kinds that the form has. */
export function preparedFile(original, form = "inside") {
  const text = forms[form](original);
  const { afterDeclarations } = longFunction(text);
  const line = lineOf(text, afterDeclarations);
  const places = { statementStart: { line, character: 0 } };
  if (form !== "plain") places.sentinel = positionAfter(text, 'dynpgext_lookup_shmem("bench:1:sentinel');
  if (form === "inside") {
    const character = declaration.length;
    places.identifierEnd = { line: line - 2, character };
    places.nameEnd = { line: line - 2, character: character + lookup.length + misspeltName.length };
  } else places.identifierEnd = declaredNameEnd(text);
  return { text, places };
}

function plainForm(original) {
  return original;
}

function besideForm(original) {
  const includes = original.indexOf("#include");
  return `${original.slice(0, includes)}#include "dynpgext.h"\n${original.slice(includes)}${interfaceUser}`;
}

function insideForm(original) {
  const text = besideForm(original);
  const { afterDeclarations: at } = longFunction(text);
  return `${text.slice(0, at)}${declaration}${lookup}${misspeltName}");\n\n${text.slice(at)}`;
}

/** The longest function of the file; its first statement after the declarations. */
function longFunction(text) {
  const start = text.indexOf("\nheap_update(");
  const afterDeclarations = text.indexOf("\tAssert(", start);
  if (start < 0 || afterDeclarations < 0)
    throw new Error("This heapam.c has no heap_update() with an Assert(): another version?");
  return { start, afterDeclarations };
}

/** The end of the first variable's name. */
function declaredNameEnd(text) {
  const { start, afterDeclarations } = longFunction(text);
  const body = text.slice(start, afterDeclarations);
  const declared = /\n\t\w+[ \t*]+\w+(?=;)/.exec(body);
  if (declared === null) throw new Error("heap_update() declares no variable: another version?");
  const end = start + declared.index + declared[0].length;
  return { line: lineOf(text, end), character: end - text.lastIndexOf("\n", end) - 1 };
}

function positionAfter(text, before) {
  const end = text.indexOf(before) + before.length;
  return { line: lineOf(text, end), character: end - text.lastIndexOf("\n", end) - 1 };
}

function lineOf(text, offset) {
  return text.slice(0, offset).split("\n").length - 1;
}

const cycles = { identifier: identifierCycle, name: nameCycle, statement: statementCycle };

/** The kinds of typing that a form of the file has, in the order in which they are typed. */
export function kindsOf({ nameEnd }) {
  return Object.keys(cycles).filter((kind) => kind !== "name" || nameEnd !== undefined);
}

/** The changes of one cycle of a kind, each the `contentChanges` of one `didChange`. It ends with the text it began with. */
export function keystrokes(kind, places) {
  return cycles[kind](places);
}

function identifierCycle({ identifierEnd, nameEnd, sentinel }) {
  const changes = typeAndDelete(identifierEnd, extraLetters);
  return nameEnd === undefined ? flipping(sentinel, changes) : changes.map((change) => [change]);
}

/** Deletes the name from its end and types it again. */
function nameCycle({ nameEnd }) {
  const letters = [...misspeltName].slice("bench:".length);
  const back = letters.map((_, index) => deleteBefore(shift(nameEnd, -index)));
  const start = shift(nameEnd, -letters.length);
  const changes = [...back, ...letters.map((letter, index) => insertAt(shift(start, index), letter))];
  return changes.map((change) => [change]);
}

function statementCycle({ statementStart, sentinel }) {
  return flipping(sentinel, typeAndDelete(statementStart, statement));
}

/** Adds to each change one of a letter further down that is to be published. An even number of them restores it. */
function flipping(sentinel, changes) {
  if (sentinel === undefined) return changes.map((change) => [change]);
  return changes.map((change, index) => [
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
