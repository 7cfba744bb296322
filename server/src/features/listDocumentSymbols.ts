import type { Span } from "../base/span";
import type { CFacts } from "../facts/cFacts";
import type { EntityKind, Occurrence } from "../index/entities/entity";
import { entryPoints } from "../pg/dynpgextInterface";
import { controlFileName } from "../syntax/control/controlFileName";
import { readControl } from "../syntax/control/readControl";
import type { SqlObjectKind, SqlScript } from "../syntax/sql/sqlScript";
import type { DocumentSymbol, SymbolKind } from "./documentSymbol";
import type { EditorWorkspace } from "./editorWorkspace";
import { functionNotes } from "./functionNotes";

/** The outline of a C file, an extension script or a control file, in the order of the text. */
export function listDocumentSymbols(workspace: EditorWorkspace, path: string): readonly DocumentSymbol[] {
  const file = workspace.index.cFiles.get(path);
  if (file) return cSymbols(workspace, file);
  const text = workspace.text(path);
  if (text === undefined) return [];
  if (controlFileName(path)) return controlSymbols(text);
  const script = workspace.index.entities.scriptAt(path);
  return script ? sqlSymbols(script) : [];
}

const kindOfEntity: Partial<Record<EntityKind, SymbolKind>> = {
  shmemName: "memory",
  shmemStruct: "memory",
  dsmSegment: "memory",
  worker: "worker",
  guc: "setting",
  lwlockTranche: "lock",
};

const verbs: Partial<Record<Occurrence["role"], string>> = {
  allocate: "allocates",
  lookup: "looks up",
  register: "registers",
  request: "requests",
  define: "defines",
};

function cSymbols(workspace: EditorWorkspace, file: CFacts): readonly DocumentSymbol[] {
  const inside = workspace.index.entities
    .occurrencesIn(file.path)
    .filter(({ entity, role, span }) => kindOfEntity[entity.kind] && verbs[role] && span.start < span.end);
  const notes = functionNotes(workspace);
  const functions = file.functions.map(({ name, placed }): DocumentSymbol => {
    const span = { start: placed.start, end: placed.end };
    const note = name in entryPoints ? "entry point of the loader" : notes(file.path, name)[0];
    return {
      name,
      ...(note === undefined ? {} : { detail: note }),
      kind: "function",
      span,
      nameSpan: nameIn(placed.chunk.text, name, placed.start) ?? span,
      children: inside.filter((one) => isInside(one.span, span)).map(symbolOf),
    };
  });
  const magics = file.declarations.invocations
    .filter(({ item }) => /MAGIC|^PG_FUNCTION_INFO_V1$/u.test(item.name))
    .map(({ item, placed }): DocumentSymbol => {
      const span = { start: placed.start + item.start, end: placed.start + item.end };
      const nameSpan = {
        start: placed.start + item.nameSpan.start,
        end: placed.start + item.nameSpan.end,
      };
      const name = file.text.slice(span.start, span.end).replace(/\s*;$/u, "");
      return { name, kind: "magic", span, nameSpan, children: [] };
    });
  return [...functions, ...magics].sort((a, b) => a.span.start - b.span.start);
}

function symbolOf({ entity, role, span }: Occurrence): DocumentSymbol {
  return {
    name: entity.name,
    detail: verbs[role] ?? "",
    kind: role === "lookup" ? "lookup" : (kindOfEntity[entity.kind] ?? "object"),
    span,
    nameSpan: span,
    children: [],
  };
}

function isInside(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The name in the head of a definition. */
export function nameIn(text: string, name: string, base: number): Span | undefined {
  const at = new RegExp(String.raw`(?<![\w$])${name.replaceAll("$", "\\$")}(?=\s*\()`, "u").exec(text)?.index;
  return at === undefined ? undefined : { start: base + at, end: base + at + name.length };
}

const kindOfObject: Partial<Record<SqlObjectKind, SymbolKind>> = {
  type: "type",
  domain: "type",
  table: "table",
  view: "table",
  operator: "operator",
};

function sqlSymbols(script: SqlScript): readonly DocumentSymbol[] {
  const functions = script.functions.map((fn): DocumentSymbol => ({
    name: fn.name,
    detail: `${fn.kind}${fn.symbol === undefined ? "" : `, C function ${fn.symbol}`}`,
    kind: "function",
    span: fn.span,
    nameSpan: fn.nameSpan,
    children: [],
  }));
  const objects = script.objects.map(({ name, kind, span, nameSpan }): DocumentSymbol => ({
    name,
    detail: kind,
    kind: kindOfObject[kind] ?? "object",
    span,
    nameSpan: nameSpan ?? span,
    children: [],
  }));
  return [...functions, ...objects]
    .filter(({ span, nameSpan }) => isInside(nameSpan, span))
    .sort((a, b) => a.span.start - b.span.start);
}

function controlSymbols(text: string): readonly DocumentSymbol[] {
  return readControl(text).entries.map(({ key, keySpan, value, valueSpan }) => ({
    name: key,
    detail: value,
    kind: "key",
    span: { start: keySpan.start, end: valueSpan.end },
    nameSpan: keySpan,
    children: [],
  }));
}
