import type { ExtensionScript } from "../index/entities/entitySources";
import type { Extension } from "../index/library";
import { readSql } from "../syntax/sql/readSql";
import { scriptName } from "../syntax/sql/scriptName";
import type { SqlParser } from "../syntax/sql/sqlParser";
import type { SqlScript } from "../syntax/sql/sqlScript";

/** The SQL scripts of a workspace. They are kept as text, and read when something first asks for their content. */
export class SqlScripts {
  private readonly texts = new Map<string, string>();
  private readonly scripts = new Map<string, SqlScript>();
  private parser: SqlParser | undefined;

  /** Whether a path is that of a script that `CREATE EXTENSION` or `ALTER EXTENSION UPDATE` could run. */
  static wants(path: string): boolean {
    return path.endsWith(".sql") && scriptName(path) !== undefined;
  }

  set(path: string, text: string): void {
    this.texts.set(path, text);
    this.scripts.delete(path);
  }

  remove(path: string): void {
    this.texts.delete(path);
    this.scripts.delete(path);
  }

  /** Without a parser no script can be read. */
  provideParser(parser: SqlParser): void {
    this.parser = parser;
    this.scripts.clear();
  }

  /** Those of the given extensions, by path. Other files with such names belong to nobody. */
  of(extensions: readonly Extension[]): readonly ExtensionScript[] {
    const names = new Set(extensions.map(({ name }) => name));
    return [...this.texts.keys()].sort().flatMap((path): ExtensionScript[] => {
      const extension = scriptName(path)?.extension;
      if (extension === undefined || !names.has(extension)) return [];
      return [{ path, extension, read: () => this.read(path) }];
    });
  }

  private read(path: string): SqlScript | undefined {
    const text = this.texts.get(path);
    if (text === undefined || !this.parser) return undefined;
    let script = this.scripts.get(path);
    if (!script) {
      script = readSql(text, this.parser);
      this.scripts.set(path, script);
    }
    return script;
  }
}
