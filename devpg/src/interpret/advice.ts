import type { AdviceEntry } from "./adviceEntry";
import { adviceTable } from "./adviceTable";
import type { Advice, ServerMessage } from "./serverMessage";

/** The parts of a message that tell what it is about. */
export type AdvisedMessage = Pick<ServerMessage, "code" | "message"> &
  Partial<Pick<ServerMessage, "detail" | "hint" | "context" | "severity">>;

/** What an author should know and do about a message of the server; undefined when there is nothing to add to it. */
export function adviceFor(message: AdvisedMessage): Advice | undefined {
  for (const entry of adviceTable) {
    const match = matchOf(entry, message);
    if (match !== undefined) return filledIn(entry.advice, match);
  }
  return undefined;
}

/** The groups of the pattern; undefined when the entry is about something else. */
function matchOf(entry: AdviceEntry, message: AdvisedMessage): RegExpExecArray | undefined {
  if (entry.codes !== undefined && !entry.codes.includes(message.code)) return undefined;
  const match = entry.pattern.exec(entry.field === "detail" ? (message.detail ?? "") : message.message);
  return match ?? undefined;
}

/** `$1` and the like are the groups. */
function filledIn(advice: Advice, match: RegExpExecArray): Advice {
  const fill = (text: string): string =>
    text.replace(/\$([1-9])/g, (_all, group: string) => match[Number(group)] ?? "");
  return { ...advice, explanation: fill(advice.explanation), action: fill(advice.action) };
}
