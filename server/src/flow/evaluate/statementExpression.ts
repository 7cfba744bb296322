/** GNU statement expressions, `({ … })`: a block whose last expression is the value. */
import type { Block, StatementExpression } from "../../syntax/c/model";
import { collectLocals, type Activation, type LocalVariable, type Path } from "./activation";
import { evaluateExpression } from "./expression";
import { runBlock } from "./runBody";
import { unknown, type Value } from "./value";

export function evaluateStatementExpression(
  activation: Activation,
  { body }: StatementExpression,
  path: Path,
): Value {
  const locals = new Map<string, LocalVariable>(activation.locals);
  collectLocals(body, locals);
  const inner = { ...activation, locals };
  const last = body.statements.at(-1);
  if (last?.kind !== "expression") {
    runBlock(inner, body, path);
    return unknown;
  }
  runBlock(inner, beforeLast(body), path);
  return evaluateExpression(inner, last.expression, path);
}

const heads = new WeakMap<Block, Block>();

/** Remembered, because the flow graph is remembered by the block. */
function beforeLast(body: Block): Block {
  let head = heads.get(body);
  if (!head) {
    head = { ...body, statements: body.statements.slice(0, -1) };
    heads.set(body, head);
  }
  return head;
}
