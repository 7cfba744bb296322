/** Which calls run an SPI command, so that SPI_processed and SPI_tuptable tell of it from then on. */
import { apiFunctionFor } from "../../pg/api/apiFunctions";
import { forEachCall, forEachStatement } from "../../syntax/c/lower/walk";
import type { Statement } from "../../syntax/c/model";
import type { FunctionRef, Program } from "../program";
import type { Dependencies } from "../remembered";
import { calledNames } from "./calledNames";

export function isSpiCommand(program: Program, name: string): boolean {
  const entry = apiFunctionFor(name, program.memoryFunctions);
  return entry?.effects.some(({ kind }) => kind === "replacesSpiResult") === true;
}

/** A function of the workspace that certainly runs a command each time, in the connection of its caller. */
export function runsCommand(
  program: Program,
  name: string,
  path: string,
  dependencies: Dependencies,
  depth = 0,
): boolean {
  const callee = depth > 2 ? undefined : program.findFunction(name, path);
  if (
    !callee ||
    !mayRunCommand(program, callee, dependencies, 2 - depth) ||
    /\bSPI_(?:connect|finish|processed|tuptable)\b/u.test(callee.text)
  )
    return false;
  dependencies.addFunction(callee);
  for (const statement of callee.definition.body.statements) {
    if (callsFirst(statement, (called) => isCommand(program, callee, called, dependencies, depth)))
      return true;
    if (mayLeave(statement)) return false;
  }
  return false;
}

const spiWord = "SPI_";

/** What a text says about commands that it may run. */
function readCalls(text: string): string {
  return text.includes(spiWord) ? spiWord : calledNames(text).join(" ");
}

/** By words alone: it calls one of SPI's functions, itself or through functions of the library. */
function mayRunCommand(
  program: Program,
  fn: FunctionRef,
  dependencies: Dependencies,
  depth: number,
): boolean {
  const { text, path } = fn;
  dependencies.addReading(fn, readCalls);
  if (readCalls(text) === spiWord) return true;
  if (depth <= 0) return false;
  return calledNames(text).some((name) => {
    const callee = program.findFunction(name, path);
    return (
      callee !== undefined && callee.text !== text && mayRunCommand(program, callee, dependencies, depth - 1)
    );
  });
}

function isCommand(
  program: Program,
  callee: FunctionRef,
  name: string,
  dependencies: Dependencies,
  depth: number,
): boolean {
  return isSpiCommand(program, name) || runsCommand(program, name, callee.path, dependencies, depth + 1);
}

/** The part of a statement that always runs has such a call. */
function callsFirst(statement: Statement, isWanted: (name: string) => boolean): boolean {
  const part =
    statement.kind === "if"
      ? statement.condition
      : statement.kind === "expression" || statement.kind === "declaration"
        ? statement
        : statement.kind === "return"
          ? statement.value
          : undefined;
  let isFound = false;
  if (part)
    forEachCall(part, ({ callee }) => {
      if (callee.kind === "identifier" && isWanted(callee.name)) isFound = true;
    });
  return isFound;
}

/** The function may be left here, so that what follows does not always run. */
function mayLeave(statement: Statement): boolean {
  let leaves = false;
  forEachStatement(statement, ({ kind }) => {
    if (kind === "return" || kind === "goto" || kind === "hole") leaves = true;
  });
  return leaves;
}
