import { frameText, type Crash } from "../../../devpg/src/interpret/crash";

/** Longest piece of a statement in a message. */
const shownQuery = 120;

/** What the message of a crash says: what happened and in which statement. */
export function crashText({ message, query, ending }: Crash): string {
  const statement = query?.replace(/\s+/gu, " ").trim();
  const shown =
    statement === undefined || statement === ""
      ? ""
      : ` It ran: ${statement.length > shownQuery ? `${statement.slice(0, shownQuery)}…` : statement}`;
  const server = ending === "error" ? "" : " All sessions were ended; the dev Postgres is starting over.";
  return `${message}.${shown}${server}`;
}

/** All that is known, for the output channel. Lines without their line ends. */
export function crashReportLines({
  pid,
  signal,
  at,
  message,
  query,
  frames,
  core,
}: Crash): readonly string[] {
  return [
    `CRASH: ${message} [${signal}]`,
    `  when: ${at.toISOString()}, process ${pid}`,
    ...(query === undefined ? [] : labelled("statement", query)),
    ...(frames.length === 0 ? [] : ["  backtrace:"]),
    // With whole paths, which the channel makes links of.
    ...frames.map(({ place, ...frame }, at) => {
      const where = place === undefined ? "" : ` at ${place.path}:${place.start.line + 1}`;
      return `    #${at}  ${frameText(frame)}${where}`;
    }),
    ...(core === undefined ? [] : [`  core file: ${core}`]),
  ];
}

function labelled(label: string, text: string): readonly string[] {
  return text.split("\n").map((line, at) => (at === 0 ? `  ${label}: ${line}` : `    ${line}`));
}
