import { commands, window } from "vscode";
import type { DevProblem } from "../../../devpg/src/host/devPostgres";
import { commandIds } from "../commands/devPostgres/commandIds";
import { showPlace } from "./showPlace";
import type { DevFolder } from "./devFolder";
import type { DevPostgresParts } from "./devPostgresParts";
import { problemText } from "./problemText";

/** Shows a failure with what can be done about it. Resolves when the user has chosen or closed the message. */
export async function showProblem(
  parts: DevPostgresParts,
  dev: DevFolder,
  problem: DevProblem,
): Promise<void> {
  if (problem.code === "cancelled") {
    window.setStatusBarMessage("$(circle-slash) Dynpgext: cancelled", 5000);
    return;
  }
  const actions = actionsFor(parts, dev, problem);
  const chosen = await window.showErrorMessage(problemText(problem), ...Object.keys(actions));
  if (chosen !== undefined) await actions[chosen]?.();
}

type Actions = Readonly<Record<string, () => unknown>>;

function actionsFor({ output }: DevPostgresParts, dev: DevFolder, problem: DevProblem): Actions {
  const { code, diagnostics, serverMessage } = problem;
  if (code === "workspace-untrusted")
    return { "Manage Workspace Trust": () => commands.executeCommand("workbench.trust.manage") };
  if (code === "busy") return { "Cancel It": () => dev.cancel() };
  const place = diagnostics?.find(({ severity }) => severity === "error") ?? diagnostics?.[0];
  return {
    ...(place === undefined ? {} : { "Show Problem": () => showPlace(place) }),
    "Show Output": () => output.show(true),
    ...(place === undefined
      ? serverMessage === undefined
        ? { Doctor: () => commands.executeCommand(commandIds.doctor) }
        : { "Show Server Log": () => commands.executeCommand(commandIds.showServerLog) }
      : {}),
  };
}
