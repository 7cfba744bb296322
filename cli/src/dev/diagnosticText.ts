import type { LoaderEvent } from "../../../devpg/src/host/devPostgres";
import type { SourceDiagnostic, SourcePlace } from "../../../devpg/src/interpret/sourceDiagnostic";
import { displayPath } from "../check/displayPath";
import { placedText, type PlacedMessage } from "../formats/placedText";
import type { Place } from "../report";
import type { DevText } from "./devText";

type Note = PlacedMessage["notes"][number];

/** What a compiler, a script or the server said, with its source lines as `check` shows them. Ends with a line break. */
export async function diagnosticText(diagnostic: SourceDiagnostic, text: DevText): Promise<string> {
  const { severity, message, code } = diagnostic;
  const related: { place: Place; message: string }[] = [];
  const notes: Note[] = [];
  for (const other of diagnostic.related) {
    const place = await text.place(other);
    if (place !== undefined) related.push({ place, message: other.message });
    else notes.push({ label: "note", style: "note", text: `${where(other, text)}: ${other.message}` });
  }
  return shown(
    { severity, message, related, notes, ...(code === undefined ? {} : { code }) },
    diagnostic,
    text,
  );
}

/** What the loader observed at run time. */
export async function eventText(event: LoaderEvent, text: DevText): Promise<string> {
  const { rule, detail, hint } = event;
  const notes: Note[] = [];
  if (detail !== undefined) notes.push({ label: "detail", style: "note", text: detail });
  if (hint !== undefined) notes.push({ label: "hint", style: "fix", text: hint });
  if (rule !== undefined) notes.push({ label: "see", style: "fix", text: `dynpgext explain ${rule}` });
  const severity = event.severity === "notice" ? "info" : event.severity;
  const placed = { severity, message: event.message, related: [], notes };
  return shown({ ...placed, ...(rule === undefined ? {} : { code: rule }) }, event.place, text);
}

/** With the source lines, or with the bare place when the file is not there. */
async function shown(placed: PlacedMessage, at: SourcePlace | undefined, text: DevText): Promise<string> {
  const place = at === undefined ? undefined : await text.place(at);
  if (place !== undefined) return `${placedText({ ...placed, place }, text)}\n`;
  const note: Note | undefined = at && { label: "at", style: "note", text: where(at, text) };
  return `${placedText({ ...placed, notes: [...(note === undefined ? [] : [note]), ...placed.notes] }, text)}\n`;
}

function where({ path, start }: SourcePlace, { cwd }: DevText): string {
  return `${displayPath(path, cwd)}:${start.line + 1}:${start.column + 1}`;
}
