import type { Expression } from "../../syntax/c/model";
import type { FunctionRef, Program } from "../program";
import type { Dependencies } from "../remembered";
import { parsedExpression } from "./parsedMacros";
import { forEachStatement } from "../../syntax/c/lower/walk";
import { stepsOf } from "./nodeSteps";

const maxDepth = 8;

/** The constant text that an expression certainly is: literals, macros of the workspace that are literals, and variables set once to one. */
export function queryText(
  program: Program,
  fn: FunctionRef,
  expression: Expression | undefined,
  dependencies: Dependencies,
  depth = 0,
): string | undefined {
  if (!expression || depth > maxDepth) return undefined;
  const inner = (part: Expression | undefined): string | undefined =>
    queryText(program, fn, part, dependencies, depth + 1);
  if (expression.kind === "string") return expression.value;
  if (expression.kind === "cast") return inner(expression.operand);
  if (expression.kind === "concatenation") {
    const parts = expression.parts.map(inner);
    return parts.every((part) => part !== undefined) ? parts.join("") : undefined;
  }
  if (expression.kind !== "identifier") return undefined;
  const { name } = expression;
  const [only, ...others] = program.findMacros(name, fn.path);
  if (!only) return inner(initializerOf(program, fn, name));
  if (others.length > 0 || only.macro.parameters) return undefined;
  dependencies.addPlace(only.path, only.macro.end);
  return inner(parsedExpression(only.macro.body));
}

/** The initializer of a local variable that nothing else in the function sets. */
function initializerOf(program: Program, fn: FunctionRef, name: string): Expression | undefined {
  let initializer: Expression | undefined;
  let writes = 0;
  forEachStatement(fn.definition.body, (statement) => {
    if (statement.kind === "declaration") {
      for (const declarator of statement.declaration.declarators)
        if (declarator.name === name) {
          writes += 1;
          initializer = declarator.initializer;
        }
    } else if (statement.kind === "expression")
      for (const step of stepsOf(program, statement))
        if (step.kind === "write" && step.path === name) writes += 1;
  });
  return writes === 1 ? initializer : undefined;
}
