import { commands, Uri, window, workspace } from "vscode";
import {
  checkExtensionName,
  extensionKinds,
  kindTitles,
  templateBuildSystems,
  type ExtensionKind,
  type TemplateBuildSystem,
} from "../../../devpg/src/project/template/newExtension";

export const newExtensionCommand = "dynpgext.newExtension";

const systemTitles: Readonly<Record<TemplateBuildSystem, string>> = {
  pgxs: "PGXS: a Makefile, as most extensions have",
  meson: "Meson",
  cmake: "CMake",
};

export interface Answers {
  readonly name: string;
  readonly kind: ExtensionKind;
  readonly system: TemplateBuildSystem;
  /** Where the new folder goes. */
  readonly parent: Uri;
}

/** Asks what the new extension is, unless told, makes its folder and shows its C source. */
export async function newExtension(loaderSource: string, given?: Answers): Promise<void> {
  const answers = given ?? (await ask());
  if (answers === undefined) return;
  const { writeNewExtension } = await import("../../../devpg/src/host/writeNewExtension");
  const { name, kind, system } = answers;
  const folder = Uri.joinPath(answers.parent, name);
  const written = await writeNewExtension({ name, kind, system, folder: folder.fsPath, loaderSource });
  if (!written.ok) {
    const { message, action } = written.problem;
    void window.showErrorMessage(action === undefined ? message : `${message}. ${action}.`);
    return;
  }
  if (workspace.getWorkspaceFolder(folder) === undefined) await offerToOpen(folder, name);
  else await window.showTextDocument(Uri.joinPath(folder, `${name}.c`));
}

async function ask(): Promise<Answers | undefined> {
  const title = "New Extension";
  const kinds = extensionKinds.map((kind) => ({ label: kind, detail: kindTitles[kind], about: kind }));
  const kind = await window.showQuickPick(kinds, { title, placeHolder: "What is it about?" });
  if (kind === undefined) return undefined;
  const systems = templateBuildSystems.map((system) => ({
    label: system,
    detail: systemTitles[system],
    system,
  }));
  const system = await window.showQuickPick(systems, { title, placeHolder: "How is it built?" });
  if (system === undefined) return undefined;
  const name = await window.showInputBox({
    title,
    prompt: "Name of the extension",
    placeHolder: "my_extension",
    validateInput: (value) => {
      const checked = checkExtensionName(value);
      return checked.ok ? undefined : `${checked.problem.message} ${checked.problem.action ?? ""}`;
    },
  });
  if (name === undefined) return undefined;
  const parent = await chooseParent();
  return parent && { name, kind: kind.about, system: system.system, parent };
}

async function chooseParent(): Promise<Uri | undefined> {
  const first: Uri | undefined = workspace.workspaceFolders?.[0]?.uri;
  const chosen = await window.showOpenDialog({
    title: "Folder in which the extension gets a folder of its own",
    openLabel: "Create here",
    canSelectFiles: false,
    canSelectFolders: true,
    ...(first === undefined ? {} : { defaultUri: first }),
  });
  return chosen?.[0];
}

async function offerToOpen(folder: Uri, name: string): Promise<void> {
  const here = "Open";
  const newWindow = "Open in New Window";
  const add = "Add to Workspace";
  const choice = await window.showInformationMessage(`The extension ${name} was made.`, here, newWindow, add);
  if (choice === add)
    workspace.updateWorkspaceFolders(workspace.workspaceFolders?.length ?? 0, 0, { uri: folder });
  else if (choice !== undefined)
    await commands.executeCommand("vscode.openFolder", folder, { forceNewWindow: choice === newWindow });
}
