import { window, workspace, type QuickPickItem } from "vscode";
import type { DevFolder } from "../../devpg/devFolder";
import type { DevPostgresParts } from "../../devpg/devPostgresParts";
import { showProblem } from "../../devpg/showProblem";
import { untrusted } from "../../devpg/untrusted";
import { folderTarget } from "./folderTarget";

interface VersionItem extends QuickPickItem {
  /** Null: whatever is found first. */
  readonly pgConfig: string | null;
}

/** Lets the user choose among all PostgreSQL installations found, and writes the setting of the folder. */
export async function selectVersion(parts: DevPostgresParts, dev: DevFolder): Promise<void> {
  if (!workspace.isTrusted) return showProblem(parts, dev, untrusted);
  const chosen = await window.showQuickPick(installationItems(dev), {
    title: `PostgreSQL of ${dev.name}`,
    placeHolder: "The PostgreSQL to build for and to run",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen === undefined) return;
  const configuration = workspace.getConfiguration("dynpgext", dev.folder);
  const value = chosen.pgConfig ?? undefined;
  const target = folderTarget();
  await configuration.update("devpg.pgConfig", value, target);
  await configuration.update("devpg.pgVersion", undefined, target);
  await dev.reopen();
  const { state } = dev;
  if (state.kind === "known" && value !== undefined && state.status.installation.pgConfig !== value) {
    void window.showWarningMessage(
      `The dev Postgres still uses ${state.status.installation.pgConfig}: \`.dynpgext.json\` says so, and goes before the setting.`,
    );
  }
}

async function installationItems(dev: DevFolder): Promise<readonly VersionItem[]> {
  const { findInstallations, isComplete } = await import("../../../../devpg/src/host/findInstallation");
  const installations = await findInstallations(process.env);
  const { state } = dev;
  const used = state.kind === "known" ? state.status.installation.bindir : undefined;
  const items = await Promise.all(
    installations.map(async (installation): Promise<VersionItem> => {
      const { major, version, pgConfig, bindir } = installation;
      const isWhole = await isComplete(installation);
      return {
        label: `${isWhole ? "$(database)" : "$(warning)"} PostgreSQL ${major}`,
        description: bindir === used ? `${version}, in use` : version,
        detail: isWhole ? pgConfig : `${pgConfig}: without server or server headers`,
        pgConfig,
      };
    }),
  );
  const automatic = "The first one found that has a server and its headers";
  return [...items, { label: "$(sparkle) Automatic", description: automatic, pgConfig: null }];
}
