import type { Connection } from "vscode-languageserver/node";
import { defaultSettings, parseSettings } from "../engine/settings";
import { targetMajor } from "../files/findPgMajor";
import {
  parseSettingsText,
  readSettingsFile,
  settingsFileName,
  type SettingsFile,
} from "../files/settingsFile";
import { isRecord, type ClientFeatures } from "./clientFeatures";
import type { Documents } from "./documents";
import { readEditorSettings, type EditorSettings } from "./editorSettings";
import type { Log } from "./log";
import { uriOfPath } from "./uris";
import type { FolderSettings } from "./workspaceFolder";

export interface SettingsOfFolder extends FolderSettings {
  readonly root: string;
  readonly debounceMs: number;
  readonly hints: EditorSettings["hints"];
  /** The project's settings file, when there is one. */
  readonly file: SettingsFile | undefined;
}

/** Where a folder's settings come from: the project's file first, then the editor, then the defaults, key by key. */
export class SettingsSource {
  /** What the client pushed or sent at the start, for clients that cannot be asked. */
  private pushed: unknown;
  private readonly told = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly features: ClientFeatures,
    private readonly documents: Documents,
    private readonly knownRules: ReadonlySet<string>,
    private readonly log: Log,
  ) {
    this.pushed = features.options.dynpgext ?? features.options;
  }

  /** Takes over the settings of a `didChangeConfiguration`. */
  push(settings: unknown): void {
    if (isRecord(settings) && settings["dynpgext"] !== undefined) this.pushed = settings["dynpgext"];
  }

  /** Where the project's settings file of a folder is, or would be. */
  filePath(root: string): string {
    return `${root.replace(/\/$/, "")}/${settingsFileName}`;
  }

  async read(root: string): Promise<SettingsOfFolder> {
    const [editor, file] = await Promise.all([this.readEditor(root), this.readFile(root)]);
    const merged = parseSettings({ ...editor.values, ...file?.values });
    const settings = merged.ok ? merged.value : defaultSettings;
    const pgMajor = await targetMajor(settings.pgVersion, process.env["PATH"] ?? "");
    return { root, settings, pgMajor, debounceMs: editor.debounceMs, hints: editor.hints, file };
  }

  private async readEditor(root: string): Promise<EditorSettings> {
    let section = this.pushed;
    if (this.features.answersConfiguration) {
      try {
        const item = { scopeUri: uriOfPath(root), section: "dynpgext" };
        section = (await this.connection.workspace.getConfiguration(item)) as unknown;
      } catch (error) {
        this.log.failure("Asking the editor for its settings", error);
      }
    }
    const editor = readEditorSettings(section, this.knownRules);
    for (const problem of editor.problems) this.tell(`Dynpgext settings of the editor: ${problem}.`);
    return editor;
  }

  /** The text in the editor wins over the one on disk, as for every file. */
  private async readFile(root: string): Promise<SettingsFile | undefined> {
    const path = this.filePath(root);
    const open = this.documents.get(path);
    if (open !== undefined) return parseSettingsText(path, open.document.getText(), this.knownRules);
    return readSettingsFile(root, this.knownRules);
  }

  /** Each problem once: settings are read again on every change. */
  private tell(problem: string): void {
    if (this.told.has(problem)) return;
    this.told.add(problem);
    this.log.warn(problem);
    this.connection.window.showWarningMessage(problem);
  }
}
