import {
  DocumentLink,
  languages,
  Range,
  Uri,
  workspace,
  type Disposable,
  type DocumentLinkProvider,
  type TextDocument,
} from "vscode";
import { logLanguage } from "./logLanguage";
import { logLinks, type LogLink } from "./logText";

/** Lines from the end of a long log that are looked through for links. */
const searchedLines = 5000;

/** Files of one name that are looked at to find the only one. */
const searchedFiles = 2;

class SourceLink extends DocumentLink {
  constructor(
    range: Range,
    readonly place: LogLink,
  ) {
    super(range);
  }
}

/** Makes places in sources of the workspace links, in the server log and in the output of builds. */
export class LogLinkProvider implements DocumentLinkProvider<SourceLink>, Disposable {
  private readonly registration = languages.registerDocumentLinkProvider({ language: logLanguage }, this);
  /** Base names that were looked for; forgotten when files come or go. */
  private readonly found = new Map<string, Promise<Uri | undefined>>();
  private readonly watcher = workspace.createFileSystemWatcher("**/*.{c,h,sql,control}", false, true, false);

  constructor() {
    this.watcher.onDidCreate(() => this.found.clear());
    this.watcher.onDidDelete(() => this.found.clear());
  }

  async provideDocumentLinks(document: TextDocument): Promise<SourceLink[]> {
    const links: SourceLink[] = [];
    for (let line = Math.max(0, document.lineCount - searchedLines); line < document.lineCount; line++) {
      for (const place of logLinks(document.lineAt(line).text)) {
        const target = await this.targetOf(place);
        if (target === undefined) continue;
        const link = new SourceLink(new Range(line, place.start, line, place.end), place);
        link.target = target.with({ fragment: `L${place.line + 1},${place.column + 1}` });
        link.tooltip = "Go to the source";
        links.push(link);
      }
    }
    return links;
  }

  /** Only what is unique is a link: PostgreSQL names its sources by base names too. */
  private targetOf({ file }: LogLink): Promise<Uri | undefined> {
    const known = this.found.get(file);
    if (known !== undefined) return known;
    const looked = this.find(file);
    this.found.set(file, looked);
    return looked;
  }

  private async find(file: string): Promise<Uri | undefined> {
    if (file.startsWith("/")) return workspace.getWorkspaceFolder(Uri.file(file)) && Uri.file(file);
    const pattern = `**/${file.replace(/^(?:\.\.?\/)+/u, "").replaceAll(/[[\]{}*?]/gu, "?")}`;
    const files = await workspace.findFiles(pattern, undefined, searchedFiles);
    return files.length === 1 ? files[0] : undefined;
  }

  dispose(): void {
    this.registration.dispose();
    this.watcher.dispose();
  }
}
