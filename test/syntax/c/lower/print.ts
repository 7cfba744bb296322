import type { Expression, Statement, TopLevel, TypeName } from "../../../../server/src/syntax/c/model";

/** A compact, unambiguous form of the model for goldens. */
export function print(node: TopLevel | Statement | Expression): string {
  if (isDefinition(node)) return printDefinition(node);
  return isStatement(node) ? printStatement(node) : printExpression(node);
}

type Definition = Extract<TopLevel | Statement, { kind: "declaration" | "function" | "macroInvocation" }>;

const statementKinds: ReadonlySet<string> = new Set<Statement["kind"]>(
  "block expression if while doWhile for macroLoop switch case label goto return break continue try empty hole".split(
    " ",
  ) as Statement["kind"][],
);

function isDefinition(node: TopLevel | Statement | Expression): node is Definition {
  return node.kind === "declaration" || node.kind === "function" || node.kind === "macroInvocation";
}

function isStatement(
  node: Exclude<TopLevel | Statement | Expression, Definition>,
): node is Exclude<Statement, Definition> {
  return statementKinds.has(node.kind);
}

function printExpression(node: Expression): string {
  switch (node.kind) {
    case "identifier":
      return node.name;
    case "number":
      return node.value === undefined ? `number?${node.text}` : String(node.value);
    case "char":
      return node.value === undefined ? "char?" : `'${node.value}'`;
    case "string":
      return JSON.stringify(node.value);
    case "concatenation":
      return list("concat", node.parts);
    case "call":
      return `${print(node.callee)}(${node.args.map(print).join(", ")})`;
    case "member":
      return `${print(node.object)}${node.arrow ? "->" : "."}${node.member}`;
    case "index":
      return `${print(node.object)}[${print(node.index)}]`;
    case "unary":
      return `(${node.operator} ${print(node.operand)})`;
    case "update":
      return node.prefix
        ? `(${node.operator} ${print(node.operand)})`
        : `(${print(node.operand)} ${node.operator})`;
    case "binary":
      return `(${print(node.left)} ${node.operator} ${print(node.right)})`;
    case "assignment":
      return `(${print(node.target)} ${node.operator} ${print(node.value)})`;
    case "conditional":
      return `(${print(node.condition)} ? ${node.consequence ? print(node.consequence) : ""} : ${print(node.alternative)})`;
    case "cast":
      return `(cast <${printType(node.type)}> ${print(node.operand)})`;
    case "sizeofType":
      return `sizeof<${printType(node.type)}>`;
    case "sizeofExpression":
      return `(sizeof ${print(node.operand)})`;
    case "comma":
      return `(${print(node.left)} , ${print(node.right)})`;
    case "initializerList":
      return `{${node.elements
        .map((e) => [
          ...e.designators.map((d) => (d.kind === "field" ? `.${d.name}` : `[${print(d.index)}]`)),
          print(e.value),
        ])
        .map((e) => (e.length === 1 ? e[0] : `${e.slice(0, -1).join("")}=${e[e.length - 1]}`))
        .join(", ")}}`;
    case "compoundLiteral":
      return `<${printType(node.type)}>${print(node.initializer)}`;
    case "statementExpression":
      return `(${print(node.body)})`;
    case "typeArgument":
      return `<${printType(node.type)}>`;
    case "unknown":
      return "???";
  }
}

export function printType(type: TypeName): string {
  const parts = [type.isConst ? "const" : "", type.isVolatile ? "volatile" : "", type.base].filter(
    (part) => part !== "",
  );
  let text = parts.join(" ") + "*".repeat(type.pointers);
  if (type.isConstPointer) text += "const";
  if (type.isVolatilePointer) text += "volatile";
  if (type.functionParameters)
    text += `(*)(${type.functionParameters.map((p) => printType(p.type)).join(", ")})`;
  for (const size of type.arrays) text += `[${size ? print(size) : ""}]`;
  const { definition } = type;
  if (definition?.kind === "struct")
    text += ` {${definition.fields.map((f) => `${f.name}: ${printType(f.type)}`).join("; ")}}`;
  if (definition?.kind === "enum") {
    text += ` {${definition.enumerators.map((e) => (e.value ? `${e.name}=${print(e.value)}` : e.name)).join(", ")}}`;
  }
  return text;
}

function list(name: string, items: readonly Expression[]): string {
  return `${name}(${items.map(print).join(" ")})`;
}

function printStatement(node: Exclude<Statement, Definition>): string {
  switch (node.kind) {
    case "block":
      return `{ ${node.statements.map(print).join(" ")} }`;
    case "expression":
      return `${print(node.expression)};`;
    case "if":
      return `if ${print(node.condition)} ${print(node.consequence)}${node.alternative ? ` else ${print(node.alternative)}` : ""}`;
    case "while":
      return `while ${print(node.condition)} ${print(node.body)}`;
    case "doWhile":
      return `do ${print(node.body)} while ${print(node.condition)};`;
    case "for":
      return `for (${node.initializer ? print(node.initializer) : ";"} ${node.condition ? print(node.condition) : ""}; ${node.update ? print(node.update) : ""}) ${print(node.body)}`;
    case "macroLoop":
      return `loop ${node.macro}(${node.args.map(print).join(", ")}) ${print(node.body)}`;
    case "switch":
      return `switch ${print(node.value)} ${print(node.body)}`;
    case "case":
      return node.value ? `case ${print(node.value)}:` : "default:";
    case "label":
      return `${node.name}:`;
    case "goto":
      return `goto ${node.label};`;
    case "return":
      return node.value ? `return ${print(node.value)};` : "return;";
    case "break":
    case "continue":
      return `${node.kind};`;
    case "try":
      return `try ${print(node.body)}${node.catchBody ? ` catch ${print(node.catchBody)}` : ""}${node.finallyBody ? ` finally ${print(node.finallyBody)}` : ""}`;
    case "empty":
      return ";";
    case "hole":
      return "HOLE";
  }
}

function printDefinition(node: Definition): string {
  if (node.kind === "function") {
    const marks = [node.isExported && "export", node.isStatic && "static", node.isInline && "inline"].filter(
      Boolean,
    );
    const parameters = node.parameters.map((p) => `${p.name ?? ""}: ${printType(p.type)}`);
    if (node.isVariadic) parameters.push("...");
    const empty = node.hasEmptyParameterList ? "?" : "";
    const head = [
      ...marks,
      "function",
      `${node.name}(${parameters.join(", ")}${empty}):`,
      printType(node.returnType),
    ];
    return `${head.join(" ")} ${print(node.body)}`;
  }
  if (node.kind === "macroInvocation") {
    return node.args ? `macro ${node.name}(${node.args.map(print).join(", ")})` : `macro ${node.name}`;
  }
  const declaration = "declaration" in node ? node.declaration : node;
  const marks = [
    declaration.isExported ? "export" : "",
    declaration.storage === "none" ? "" : declaration.storage,
  ];
  const head = marks.filter((mark) => mark !== "").join(" ");
  if (declaration.declarators.length === 0) return `${head}declare ${printType(declaration.type)};`;
  const declarators = declaration.declarators.map((d) => {
    const { definition: _definition, ...rest } = d.type;
    const shown = d === declaration.declarators[0] ? d.type : rest;
    const parameters = d.parameters
      ? `(${d.parameters.map((p) => `${p.name ?? ""}: ${printType(p.type)}`).join(", ")})`
      : "";
    return `${d.name}${parameters}: ${printType(shown)}${d.initializer ? ` = ${print(d.initializer)}` : ""}`;
  });
  return `${head === "" ? "" : `${head} `}var ${declarators.join(", ")};`;
}
