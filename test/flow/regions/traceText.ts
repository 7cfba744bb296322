/** Region events of one function of a C text as short lines, for tests. */
import { regionsOf } from "../../../server/src/flow/regions/regionsOf";
import type { RegionEvent, ValueStory } from "../../../server/src/flow/regions/regionEvent";
import type { Site } from "../../../server/src/base/span";
import { analyseLibrary } from "../analyseLibrary";

/** One line per event: kind, line of the text (from 1) with the words there, and what matters of the rest. */
export function eventsIn(text: string, name = "f"): string[] {
  const { program } = analyseLibrary(text);
  const fn = program.functions.find((one) => one.name === name);
  if (!fn) throw new Error(`no function ${name}`);
  const trace = regionsOf(program, fn);
  if (!trace.isComplete) throw new Error("the analysis was given up");
  return trace.events.map((event) => describe(event, text));
}

function describe(event: RegionEvent, text: string): string {
  const words = text.slice(event.site.start, event.site.end).replace(/\s+/gu, " ");
  const at = (site: Site): string => `${lineOf(text, site.start)}`;
  const value = (story: ValueStory): string => `${story.text} of ${story.region?.name ?? "somewhere"}`;
  const head = `${event.kind} ${at(event.site)}: ${words}`;
  switch (event.kind) {
    case "useAfterEnd":
      return `${head} [${event.use}] ${value(event.value)}, ${event.end.how} ${at(event.end.at)}`;
    case "escape":
      return `${head} [${event.to}] ${event.target} = ${value(event.value)}${event.end ? `, ${event.end.how} ${at(event.end.at)}` : ""}`;
    case "contextNotRestored":
      return `${head} current ${event.current.name} since ${at(event.switchedAt)}${event.savedIn === undefined ? "" : `, saved in ${event.savedIn}`}`;
    case "spiNotFinished":
      return `${head} since ${at(event.connectedAt)}`;
    case "spiNotConnected":
      return `${head}${event.finishedAt ? ` finished ${at(event.finishedAt)}` : ""}`;
    case "resultDiscarded":
      return `${head} ${event.argument?.text ?? ""}${event.usedAt ? ` used ${at(event.usedAt)}` : ""}`;
    case "freeMismatch":
      return `${head} ${event.value.text} is ${event.given}`;
    case "planNotKept":
      return `${head} ${event.target} prepared ${at(event.preparedAt)}`;
    case "staleSpiResult":
      return `${head} ${event.variable} ${event.what} meant ${at(event.meantAt)}`;
  }
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
