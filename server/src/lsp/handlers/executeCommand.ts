import { explainRuleCommand } from "../../protocol/explainRule";
import { rulePageUrl } from "../../protocol/rulePage";
import { guardedRequest } from "../guard";
import type { Session } from "../session";

/** Commands of the server, for clients that do not have them. */
export function handleCommands(session: Session): void {
  const { connection, log } = session;
  connection.onExecuteCommand(
    guardedRequest(log, "executeCommand", async ({ command, arguments: given }): Promise<null> => {
      const rule: unknown = given?.[0];
      if (command === explainRuleCommand && typeof rule === "string") await explainRule(session, rule);
      return null;
    }),
  );
}

async function explainRule({ connection, features, ruleTitles }: Session, rule: string): Promise<void> {
  const page = rulePageUrl(rule);
  if (features.showsDocuments) await connection.window.showDocument({ uri: page, external: true });
  else connection.window.showInformationMessage(`${ruleTitles.get(rule) ?? rule}: ${page}`);
}
