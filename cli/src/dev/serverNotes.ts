import type { Advice, ServerMessage } from "../../../devpg/src/interpret/serverMessage";
import { displayPath } from "../check/displayPath";
import type { PlacedMessage } from "../formats/placedText";
import type { DevText } from "./devText";

type Note = PlacedMessage["notes"][number];

/** Everything that a message of the server says below its first line. */
export async function serverNotes(message: ServerMessage, text: DevText): Promise<readonly Note[]> {
  const notes: Note[] = [];
  const add = (label: string, style: Note["style"], said: string | undefined): void => {
    if (said !== undefined && said !== "") notes.push({ label, style, text: said });
  };
  add("detail", "note", message.detail);
  add("hint", "fix", message.hint);
  add("context", "note", message.context);
  add("raised in", "note", await raisedIn(message, text));
  return notes;
}

/** What we know about the message: what it means, what to do, which rule finds it in the source. */
export function adviceNotes(advice: Advice | undefined, action: string | undefined): readonly Note[] {
  const notes: Note[] = [];
  if (advice !== undefined) notes.push({ label: "why", style: "note", text: advice.explanation });
  const todo = advice?.action ?? action;
  if (todo !== undefined) notes.push({ label: "help", style: "fix", text: todo });
  if (advice?.rule !== undefined)
    notes.push({ label: "see", style: "fix", text: `dynpgext explain ${advice.rule}` });
  return notes;
}

/** The C source line: always when it is one of the workspace, else only for who wants to know everything. */
export async function raisedIn(
  { file, line, routine }: ServerMessage,
  { sources, cwd, isVerbose }: DevText,
): Promise<string | undefined> {
  if (file === undefined || line === undefined) return undefined;
  const baseName = file.split("/").at(-1) ?? file;
  const own = await sources(baseName);
  if (own === undefined && !isVerbose) return undefined;
  const place = `${own === undefined ? file : displayPath(own, cwd)}:${line}`;
  return routine === undefined ? place : `${place} (${routine})`;
}
