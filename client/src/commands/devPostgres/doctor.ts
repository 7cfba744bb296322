import { env, ThemeColor, ThemeIcon, window, type QuickInputButton, type QuickPickItem } from "vscode";
import type { DoctorCheck } from "../../../../devpg/src/host/devPostgres";
import { counted } from "../../devpg/loadMessage";
import type { DevFolder } from "../../devpg/devFolder";
import type { DevPostgresParts } from "../../devpg/devPostgresParts";
import { withAnswer } from "../../devpg/withProgress";

const copyButton: QuickInputButton = {
  iconPath: new ThemeIcon("copy"),
  tooltip: "Copy the command that mends it",
};
const terminalButton: QuickInputButton = {
  iconPath: new ThemeIcon("terminal"),
  tooltip: "Put the command that mends it into a terminal",
};

/** The worst first. */
const order = ["bad", "warning", "good"] as const;

const icons = {
  bad: new ThemeIcon("error", new ThemeColor("list.errorForeground")),
  warning: new ThemeIcon("warning", new ThemeColor("list.warningForeground")),
  good: new ThemeIcon("pass", new ThemeColor("testing.iconPassed")),
} as const;

interface CheckItem extends QuickPickItem {
  readonly check: DoctorCheck;
}

/** Looks at everything that a dev Postgres needs, and offers what mends what is missing. */
export async function doctor(parts: DevPostgresParts, dev: DevFolder): Promise<void> {
  const checks = await withAnswer(parts, dev, async (postgres) => ({
    ok: true,
    value: await postgres.doctor(),
  }));
  if (checks === undefined) return;
  const pick = window.createQuickPick<CheckItem>();
  const flawed = checks.filter(({ state }) => state !== "good").length;
  pick.title = `Doctor: ${flawed === 0 ? "all is well" : counted(flawed, "thing") + " to look at"} (${dev.name})`;
  pick.placeholder = "Enter puts the command that mends it into a terminal";
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.items = [...checks].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state)).map(itemOf);
  pick.onDidTriggerItemButton(({ item, button }) =>
    button === copyButton ? copy(item.check) : prepare(item.check, dev),
  );
  pick.onDidAccept(() => {
    const [item] = pick.selectedItems;
    if (item?.check.remedy === undefined) return;
    pick.hide();
    prepare(item.check, dev);
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

function itemOf(check: DoctorCheck): CheckItem {
  const { title, state, found, consequence, remedy } = check;
  const detail = [consequence, remedy].filter((text) => text !== undefined).join(" → ");
  return {
    check,
    label: title,
    description: found,
    iconPath: icons[state],
    ...(detail === "" ? {} : { detail }),
    buttons: remedy === undefined ? [] : [copyButton, terminalButton],
    alwaysShow: state !== "good",
  };
}

async function copy({ remedy }: DoctorCheck): Promise<void> {
  if (remedy !== undefined) await env.clipboard.writeText(remedy);
}

/** Typed, but not sent off: the user reads it first. */
function prepare({ remedy }: DoctorCheck, dev: DevFolder): void {
  if (remedy === undefined) return;
  const terminal = window.createTerminal({ name: "Dynpgext doctor", cwd: dev.folder.uri });
  terminal.show();
  terminal.sendText(remedy, false);
}
