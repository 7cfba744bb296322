import { apiFunctions } from "../pg/api/apiFunctions";
import { handleFields, interfaceDocs } from "../pg/interfaceDocs";
import { cCursor, type OpenCall } from "./cCursor";
import type { EditorWorkspace } from "./editorWorkspace";
import { isExplained, memoryBehaviour } from "./hover/describeApi";
import { registerArgumentsOf } from "./registerArgumentsOf";

export interface Signature {
  readonly label: string;
  /** Parts of the label. */
  readonly parameters: readonly string[];
  readonly active: number;
  readonly markdown: string;
}

const parametersOfRegister = {
  5: [
    "const dynpgext_handle *handle",
    "BackgroundWorker *bgw",
    "void (*callback)(BackgroundWorkerHandle *handle, void *data)",
    "void *data",
    "int flags",
  ],
  3: ["const dynpgext_handle *handle", "BackgroundWorker *bgw", "int flags"],
};

const parametersOfAllocate = [
  "const dynpgext_handle *handle",
  "const char *name",
  "size_t size",
  "void (*callback)(void *ptr, void *data)",
  "void *data",
  "int flags",
];

/** The call whose arguments are being written at an offset: of the interface, with the arity of the included header, or of PostgreSQL. */
export function findSignature(
  workspace: EditorWorkspace,
  path: string,
  offset: number,
): Signature | undefined {
  const file = workspace.index.cFiles.get(path);
  const cursor = file && cCursor(file, offset);
  if (!cursor || cursor.place === "comment") return undefined;
  for (const call of [...cursor.calls].reverse()) {
    const signature = signatureOf(workspace, path, call);
    if (signature) return signature;
  }
  return undefined;
}

function signatureOf(workspace: EditorWorkspace, path: string, call: OpenCall): Signature | undefined {
  const { callee, isMember, argument } = call;
  const build = (returns: string, parameters: readonly string[], markdown: string): Signature => {
    const last = parameters.at(-1);
    const active = last === "..." ? Math.min(argument, parameters.length - 1) : argument;
    const space = returns.endsWith("*") ? "" : " ";
    return { label: `${returns}${space}${callee}(${parameters.join(", ")})`, parameters, active, markdown };
  };
  if (isMember && callee === "allocate_shmem")
    return build("void", parametersOfAllocate, handleFields.get(callee)?.text ?? "");
  if (isMember && callee === "register_bgworker")
    return build(
      "void",
      parametersOfRegister[registerArgumentsOf(workspace, path)],
      handleFields.get(callee)?.text ?? "",
    );
  if (isMember) return undefined;
  if (callee === "dynpgext_lookup_shmem")
    return build("void *", ["const char *name"], interfaceDocs.get(callee)?.text ?? "");
  const api = apiFunctions.get(callee);
  return api && isExplained(api)
    ? build(api.returns, api.parameters, [api.about, ...memoryBehaviour(api)].join("\n\n"))
    : undefined;
}
