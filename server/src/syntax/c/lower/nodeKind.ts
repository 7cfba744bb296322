/**
 * The node types of the C grammar that lowering tells apart. A member is named exactly like the grammar's node
 * type, so that `kindOf` needs no second table. Everything else is `other`.
 */
export enum Kind {
  other,
  ERROR,
  comment,
  translation_unit,
  function_definition,
  declaration,
  type_definition,
  linkage_specification,
  declaration_list,
  preproc_if,
  preproc_ifdef,
  preproc_else,
  preproc_elif,
  preproc_elifdef,
  preproc_include,
  preproc_def,
  preproc_function_def,
  preproc_call,
  storage_class_specifier,
  type_qualifier,
  attribute_specifier,
  attribute_declaration,
  ms_declspec_modifier,
  ms_call_modifier,
  ms_based_modifier,
  ms_pointer_modifier,
  gnu_asm_expression,
  primitive_type,
  type_identifier,
  sized_type_specifier,
  struct_specifier,
  union_specifier,
  enum_specifier,
  macro_type_specifier,
  type_descriptor,
  field_declaration_list,
  field_declaration,
  bitfield_clause,
  enumerator_list,
  enumerator,
  parameter_list,
  parameter_declaration,
  variadic_parameter,
  init_declarator,
  pointer_declarator,
  function_declarator,
  array_declarator,
  parenthesized_declarator,
  attributed_declarator,
  abstract_pointer_declarator,
  abstract_function_declarator,
  abstract_array_declarator,
  abstract_parenthesized_declarator,
  identifier,
  field_identifier,
  statement_identifier,
  number_literal,
  char_literal,
  string_literal,
  concatenated_string,
  true,
  false,
  null,
  call_expression,
  argument_list,
  field_expression,
  subscript_expression,
  unary_expression,
  pointer_expression,
  update_expression,
  binary_expression,
  assignment_expression,
  conditional_expression,
  cast_expression,
  sizeof_expression,
  alignof_expression,
  offsetof_expression,
  generic_expression,
  extension_expression,
  parenthesized_expression,
  comma_expression,
  compound_literal_expression,
  initializer_list,
  initializer_pair,
  field_designator,
  subscript_designator,
  subscript_range_designator,
  compound_statement,
  expression_statement,
  if_statement,
  else_clause,
  while_statement,
  do_statement,
  for_statement,
  switch_statement,
  case_statement,
  labeled_statement,
  return_statement,
  break_statement,
  continue_statement,
  goto_statement,
  attributed_statement,
  ";",
  ",",
  ":",
  "?",
  "(",
  ")",
  "{",
  "}",
  "[",
  "]",
  "=",
  "*",
  "->",
  ".",
  case,
  default,
}

const kinds = Kind as unknown as Readonly<Record<string, Kind | undefined>>;

/** Named node types whose children lowering never looks at: no cursor move is spent on them. */
const leaves: ReadonlySet<Kind> = new Set([
  Kind.comment,
  Kind.identifier,
  Kind.field_identifier,
  Kind.statement_identifier,
  Kind.type_identifier,
  Kind.primitive_type,
  Kind.number_literal,
  Kind.char_literal,
  Kind.string_literal,
  Kind.true,
  Kind.false,
  Kind.null,
  Kind.storage_class_specifier,
  Kind.type_qualifier,
  Kind.attribute_declaration,
  Kind.ms_declspec_modifier,
  Kind.ms_call_modifier,
  Kind.ms_pointer_modifier,
  Kind.variadic_parameter,
  Kind.preproc_include,
  Kind.preproc_def,
  Kind.preproc_function_def,
  Kind.preproc_call,
]);

export function kindOf(nodeType: string): Kind {
  return kinds[nodeType] ?? Kind.other;
}

export function isLeaf(kind: Kind): boolean {
  return leaves.has(kind);
}

export function isStatement(kind: Kind): boolean {
  return kind >= Kind.compound_statement && kind <= Kind.attributed_statement;
}

export function isTypeSpecifier(kind: Kind): boolean {
  return kind >= Kind.primitive_type && kind <= Kind.macro_type_specifier;
}

export function isDeclarator(kind: Kind): boolean {
  return (
    (kind >= Kind.pointer_declarator && kind <= Kind.field_identifier) ||
    kind === Kind.type_identifier ||
    kind === Kind.primitive_type
  );
}
