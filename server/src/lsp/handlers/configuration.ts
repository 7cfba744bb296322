import { DidChangeConfigurationNotification } from "vscode-languageserver/node";
import { guarded } from "../guard";
import type { Session } from "../session";

/** Settings of the editor that change while the server runs. */
export function handleConfiguration(session: Session): void {
  const { connection, log, pending, settings, folders } = session;
  connection.onDidChangeConfiguration(
    guarded(log, "didChangeConfiguration", (params) => {
      settings.push(params.settings as unknown);
      for (const folder of folders.all()) {
        pending.start("Reading the settings", () => session.reconfigure(folder));
      }
    }),
  );
}

export async function registerConfiguration({ connection, features }: Session): Promise<void> {
  if (!features.registersConfiguration) return;
  await connection.client.register(DidChangeConfigurationNotification.type, { section: "dynpgext" });
}
