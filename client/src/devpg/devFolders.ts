import { EventEmitter, window, workspace, type Disposable } from "vscode";
import { DevFolder } from "./devFolder";

/** The dev Postgres of every workspace folder. */
export class DevFolders implements Disposable {
  private readonly folders = new Map<string, DevFolder>();
  private readonly changes = new EventEmitter<DevFolder | undefined>();
  /** The state of this folder has changed; undefined: folders came or went, or another one is the current one. */
  readonly onDidChange = this.changes.event;
  private readonly subscriptions: Disposable[] = [];

  constructor(private readonly loaderSource: string) {
    this.subscriptions.push(
      workspace.onDidChangeWorkspaceFolders(() => this.update()),
      workspace.onDidGrantWorkspaceTrust(() => this.refreshAll()),
      workspace.onDidChangeConfiguration((event) => {
        for (const dev of this.all())
          if (["pgVersion", "devpg"].some((key) => event.affectsConfiguration(`dynpgext.${key}`, dev.folder)))
            void dev.reopen();
      }),
      window.onDidChangeActiveTextEditor(() => this.changes.fire(undefined)),
      this.watchBuildFiles(),
    );
    this.update();
  }

  all(): readonly DevFolder[] {
    return [...this.folders.values()];
  }

  /** The folder that is meant when nobody says which: the active editor's, else the first that can be built. */
  get current(): DevFolder | undefined {
    const uri = window.activeTextEditor?.document.uri;
    const active = uri === undefined ? undefined : workspace.getWorkspaceFolder(uri);
    const all = this.all();
    const ofEditor = active === undefined ? undefined : this.folders.get(active.uri.toString());
    if (ofEditor !== undefined && ofEditor.state.kind !== "no-project") return ofEditor;
    return all.find(({ state }) => state.kind !== "no-project") ?? ofEditor ?? all[0];
  }

  /** The current folder; asks when there are several to choose from. Undefined when the user does not want any. */
  async choose(title: string): Promise<DevFolder | undefined> {
    const { current } = this;
    const candidates = this.all().filter(({ state }) => state.kind !== "no-project");
    if (candidates.length < 2) return current;
    const items = [...candidates]
      .sort((a, b) => Number(b === current) - Number(a === current))
      .map((dev) => ({ label: dev.name, description: dev.folder.uri.fsPath, dev }));
    return (await window.showQuickPick(items, { title, placeHolder: "Folder of the extension" }))?.dev;
  }

  refreshAll(): void {
    for (const dev of this.all()) void dev.refresh();
  }

  private update(): void {
    const present = new Set<string>();
    for (const folder of workspace.workspaceFolders ?? []) {
      const key = folder.uri.toString();
      present.add(key);
      if (folder.uri.scheme !== "file" || this.folders.has(key)) continue;
      const dev = new DevFolder(folder, this.loaderSource);
      dev.onDidChange(() => this.changes.fire(dev));
      this.folders.set(key, dev);
      void dev.refresh();
    }
    for (const [key, dev] of this.folders) {
      if (present.has(key)) continue;
      dev.dispose();
      this.folders.delete(key);
    }
    this.changes.fire(undefined);
  }

  /** What there is to build, and the project's settings. */
  private watchBuildFiles(): Disposable {
    const watcher = workspace.createFileSystemWatcher(
      "**/{Makefile,makefile,GNUmakefile,meson.build,CMakeLists.txt,*.control,.dynpgext.json}",
    );
    const reopen = (path: string): void => {
      for (const dev of this.all()) if (path.startsWith(dev.folder.uri.fsPath)) void dev.reopen();
    };
    watcher.onDidCreate(({ fsPath }) => reopen(fsPath));
    watcher.onDidChange(({ fsPath }) => reopen(fsPath));
    watcher.onDidDelete(({ fsPath }) => reopen(fsPath));
    return watcher;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    for (const dev of this.all()) dev.dispose();
    this.folders.clear();
    this.changes.dispose();
  }
}
