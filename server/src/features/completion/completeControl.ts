import { controlKeys } from "../../pg/controlKeys";
import { controlFileName } from "../../syntax/control/controlFileName";
import { readControl } from "../../syntax/control/readControl";
import { scriptName } from "../../syntax/sql/scriptName";
import type { EditorWorkspace } from "../editorWorkspace";
import type { Candidate, Completion } from "./completion";

/** Keys of a control file that are not there yet, and the values that a key takes. */
export function completeControl(
  workspace: EditorWorkspace,
  path: string,
  text: string,
  offset: number,
): readonly Completion[] {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const line = text.slice(lineStart, offset);
  if (line.trimStart().startsWith("#")) return [];
  const value = /^\s*(\w+)\s*=?\s*('?)([^']*)$/u.exec(line);
  if (/^\s*\w*$/u.test(line)) {
    const word = /\w*$/u.exec(line)![0];
    const span = {
      start: offset - word.length,
      end: offset + (/^\w*/u.exec(text.slice(offset))?.[0].length ?? 0),
    };
    return keys(workspace, path, text, span.start).map((candidate) => ({ ...candidate, span }));
  }
  if (!value) return [];
  const [, key = "", quote = "", written = ""] = value;
  const item = key === "requires" || key === "no_relocate" ? /[^,\s]*$/u.exec(written)![0] : written;
  const span = { start: offset - item.length, end: offset };
  return values(workspace, path, key).map(({ insert, ...candidate }) => {
    const plain = insert ?? candidate.label;
    const needsQuotes = quote === "" && !/^(?:true|false)$/u.test(plain);
    return { ...candidate, insert: needsQuotes ? `'${plain}'` : plain, span };
  });
}

function keys({ index }: EditorWorkspace, path: string, text: string, at: number): readonly Candidate[] {
  const used = new Set(
    readControl(text)
      .entries.filter(({ keySpan }) => keySpan.start !== at)
      .map(({ key }) => key),
  );
  const isAuxiliary = controlFileName(path)?.version !== undefined;
  return controlKeys
    .filter(
      ({ key, since, inVersionFile }) =>
        !used.has(key) && since <= index.options.pgMajor && (inVersionFile || !isAuxiliary),
    )
    .map(({ key, type }, i) => ({
      label: key,
      kind: "key",
      detail: type,
      rank: i / 100,
      insert: type === "boolean" ? `${key} = ` : `${key} = '`,
    }));
}

function values({ index, paths }: EditorWorkspace, path: string, key: string): readonly Candidate[] {
  const extension = controlFileName(path)?.extension ?? "";
  const type = controlKeys.find((each) => each.key === key)?.type;
  if (type === "boolean") return ["true", "false"].map((label) => ({ label, kind: "value" }));
  switch (key) {
    case "default_version": {
      const versions = paths().flatMap((each) => {
        const script = scriptName(each);
        return script?.extension === extension ? script.to : [];
      });
      return [...new Set(versions)].map((label) => ({
        label,
        kind: "value",
        detail: "there is a script for it",
      }));
    }
    case "module_pathname": {
      const libraries = index.libraries.filter(({ extensions }) =>
        extensions.some(({ name }) => name === extension),
      );
      const names = libraries.length > 0 ? libraries.map(({ name }) => name) : [extension];
      return names.map((name) => ({ label: `$libdir/${name}`, kind: "value" }));
    }
    case "requires":
    case "no_relocate":
      return [...new Set(["plpgsql", ...index.extensions.map(({ name }) => name)])]
        .filter((name) => name !== extension)
        .map((label) => ({ label, kind: "value" }));
    case "encoding":
      return [{ label: "UTF8", kind: "value" }];
    default:
      return [];
  }
}
