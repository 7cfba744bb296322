/** The one place where the tests of the editor's features touch the engine. */
import type { Site } from "../../server/src/base/span";
import { LineMap } from "../../server/src/base/lineMap";
import { createWorkspace } from "../../server/src/engine/createWorkspace";
import type { IndexedWorkspace } from "../../server/src/engine/workspace";
import type { EditorWorkspace } from "../../server/src/features/editorWorkspace";
import { loadSqlParser } from "../../server/src/syntax/sql/loadSqlParser";
import { nameOf, root, workspaceOptions, type Files, type Options } from "../engine/analyseFiles";

/** A workspace and a cursor in it. Files are named relative to the workspace folder. */
export class Editing {
  private constructor(
    private readonly engine: IndexedWorkspace,
    private readonly texts: Map<string, string>,
  ) {}

  static async of(files: Files | Record<string, string>, options: Options = {}): Promise<Editing> {
    const engine = createWorkspace(root, workspaceOptions(options));
    const texts = new Map(files instanceof Map ? files : Object.entries(files as Record<string, string>));
    for (const [name, text] of texts) engine.setFile(`${root}/${name}`, text);
    engine.provideSqlParser(await loadSqlParser());
    return new Editing(engine, texts);
  }

  get workspace(): EditorWorkspace {
    const wanted = [...this.texts.keys()]
      .map((name) => `${root}/${name}`)
      .filter((path) => this.engine.wants(path));
    return {
      index: this.engine.index,
      text: (path) => (this.engine.wants(path) ? this.texts.get(nameOf(path)) : undefined),
      paths: () => wanted,
    };
  }

  text(file: string): string {
    const text = this.texts.get(file);
    if (text === undefined) throw new Error(`no ${file}`);
    return text;
  }

  /** Texts, by absolute path, of the files that take no part in the analysis. */
  testFiles(wanted: (path: string) => boolean): Map<string, string> {
    return new Map(
      [...this.texts]
        .map(([name, text]) => [`${root}/${name}`, text] as const)
        .filter(([path]) => !this.engine.wants(path) && wanted(path)),
    );
  }

  set(file: string, text: string): void {
    this.texts.set(file, text);
    this.engine.setFile(`${root}/${file}`, text);
  }

  remove(file: string): void {
    this.texts.delete(file);
    this.engine.removeFile(`${root}/${file}`);
  }

  /** Where `marked` has its `|`; the mark is no part of the file. */
  at(file: string, marked: string): { readonly path: string; readonly offset: number } {
    const start = this.text(file).indexOf(marked.replace("|", ""));
    if (start < 0) throw new Error(`no ${marked} in ${file}`);
    return { path: `${root}/${file}`, offset: start + marked.indexOf("|") };
  }

  /** `file:line text`, with a 1-based line; `file` alone for a whole file. */
  show({ path, start, end }: Site): string {
    const name = nameOf(path);
    if (start === end) return name;
    const text = this.text(name);
    return `${name}:${new LineMap(text).position(start).line + 1} ${text.slice(start, end)}`;
  }
}
