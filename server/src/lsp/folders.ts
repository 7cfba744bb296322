import { WorkspaceFolder, type FolderKind } from "./workspaceFolder";
import type { EngineParts } from "./engineParts";
import { isWithin } from "./uris";

/** The folders that are analysed. A file belongs to the innermost one that contains it. */
export class Folders {
  private folders: WorkspaceFolder[] = [];

  constructor(private readonly parts: EngineParts) {}

  all(): readonly WorkspaceFolder[] {
    return this.folders;
  }

  has(folder: WorkspaceFolder): boolean {
    return this.folders.includes(folder);
  }

  at(root: string, kind: FolderKind): WorkspaceFolder | undefined {
    return this.folders.find((folder) => folder.root === root && folder.kind === kind);
  }

  /** The folder that a file belongs to. */
  owner(path: string): WorkspaceFolder | undefined {
    let innermost: WorkspaceFolder | undefined;
    for (const folder of this.folders) {
      if (!folder.contains(path)) continue;
      if (innermost === undefined || isInner(folder, innermost)) innermost = folder;
    }
    return innermost;
  }

  add(root: string, kind: FolderKind): WorkspaceFolder {
    const folder = new WorkspaceFolder(root, kind, this.parts);
    this.folders.push(folder);
    return folder;
  }

  remove(folder: WorkspaceFolder): void {
    this.folders = this.folders.filter((other) => other !== folder);
  }

  /** The other folders whose files may change hands when a folder comes or goes. */
  sharing(folder: WorkspaceFolder): readonly WorkspaceFolder[] {
    return this.folders.filter(
      (other) => other !== folder && (isWithin(folder.root, other.root) || isWithin(other.root, folder.root)),
    );
  }
}

/** A workspace folder of the user goes before a folder made for single files. */
function isInner(folder: WorkspaceFolder, other: WorkspaceFolder): boolean {
  if (folder.kind !== other.kind) return folder.kind === "workspace";
  return folder.root.length > other.root.length;
}
