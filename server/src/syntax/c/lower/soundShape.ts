import { Kind } from "./nodeKind";

/** The character code of the token that ends a node of the kind, and so is its last child; 0 when it varies. */
export const closers = tabulate([
  [
    ";",
    Kind.expression_statement,
    Kind.declaration,
    Kind.type_definition,
    Kind.field_declaration,
    Kind.return_statement,
    Kind.break_statement,
    Kind.continue_statement,
    Kind.goto_statement,
  ],
  [")", Kind.argument_list, Kind.parenthesized_expression, Kind.parameter_list],
  ["]", Kind.subscript_expression],
  ["}", Kind.compound_statement, Kind.initializer_list, Kind.field_declaration_list, Kind.enumerator_list],
]);

/** The number of children that a node of the kind always has, comments not counted; 0 when it varies. */
export const arity = tabulate([
  [
    2,
    Kind.unary_expression,
    Kind.pointer_expression,
    Kind.update_expression,
    Kind.call_expression,
    Kind.else_clause,
  ],
  [
    3,
    Kind.binary_expression,
    Kind.assignment_expression,
    Kind.comma_expression,
    Kind.field_expression,
    Kind.init_declarator,
    Kind.while_statement,
    Kind.switch_statement,
  ],
  [4, Kind.cast_expression],
]);

/** 1 for the kinds of which every node is one word. */
export const words = tabulate([
  [
    1,
    Kind.identifier,
    Kind.field_identifier,
    Kind.statement_identifier,
    Kind.type_identifier,
    Kind.primitive_type,
    Kind.true,
    Kind.false,
    Kind.null,
    Kind.storage_class_specifier,
  ],
]);

export function closingKind(code: number): Kind {
  return code === 59 ? Kind[";"] : code === 41 ? Kind[")"] : code === 93 ? Kind["]"] : Kind["}"];
}

function tabulate(rows: readonly (readonly [string | number, ...Kind[]])[]): Uint8Array {
  const table = new Uint8Array(256);
  for (const [value, ...kinds] of rows) {
    for (const kind of kinds) table[kind] = typeof value === "string" ? value.charCodeAt(0) : value;
  }
  return table;
}
