import { window, workspace, type QuickPickItem } from "vscode";
import type { BuildProfile } from "../../../../devpg/src/host/devPostgres";
import type { DevFolder } from "../../devpg/devFolder";
import type { DevPostgresParts } from "../../devpg/devPostgresParts";
import { showProblem } from "../../devpg/showProblem";
import { folderTarget } from "./folderTarget";

interface ProfileItem extends QuickPickItem {
  readonly profile: BuildProfile;
}

const profiles: readonly ProfileItem[] = [
  { profile: "debug", label: "$(debug-alt) debug", detail: "Not optimised, all debug information" },
  { profile: "release", label: "$(rocket) release", detail: "As the server itself was compiled" },
  {
    profile: "asan",
    label: "$(shield) asan",
    detail: "AddressSanitizer: wrong accesses to memory are reported at their line, and end the backend",
  },
];

/** Lets the user choose how the extension is compiled, and writes the setting of the folder. The next build follows it. */
export async function selectProfile(parts: DevPostgresParts, dev: DevFolder): Promise<void> {
  const opened = await dev.open();
  if (!opened.ok) return showProblem(parts, dev, opened.problem);
  const current = opened.value.postgres.options.profile;
  const items = profiles.map((item) =>
    item.profile === current ? { ...item, description: "in use" } : item,
  );
  const chosen = await window.showQuickPick(items, {
    title: `Build profile of ${dev.name}`,
    placeHolder: "How to compile the extension",
    matchOnDetail: true,
  });
  if (chosen === undefined || chosen.profile === current) return;
  await workspace
    .getConfiguration("dynpgext", dev.folder)
    .update("devpg.profile", chosen.profile, folderTarget());
  await dev.reopen();
  const now = await dev.open();
  if (now.ok && now.value.postgres.options.profile !== chosen.profile)
    void window.showWarningMessage(
      `The profile is still ${now.value.postgres.options.profile}: \`.dynpgext.json\` says so, and goes before the setting.`,
    );
}
