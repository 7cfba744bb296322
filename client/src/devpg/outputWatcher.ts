import type { OutputChannel } from "vscode";
import type { DevProblem, Watcher } from "../../../devpg/src/host/devPostgres";
import { commandLine } from "./commandLine";
import { problemLines } from "./problemText";

/** Writes what an operation does to the output channel, each command line as it is run. */
export function outputWatcher(channel: OutputChannel, onStep: (title: string) => void): Watcher {
  let endsLine = true;
  const line = (text: string): void => {
    channel.append(`${endsLine ? "" : "\n"}${text}\n`);
    endsLine = true;
  };
  return {
    step(title) {
      line(`==> ${title}`);
      onStep(title);
    },
    command(plan) {
      line(`$ ${commandLine(plan)}`);
    },
    output(text) {
      if (text === "") return;
      channel.append(text);
      endsLine = text.endsWith("\n");
    },
  };
}

/** Writes down how an operation failed. */
export function writeProblem(channel: OutputChannel, problem: DevProblem): void {
  for (const line of problemLines(problem)) channel.appendLine(line);
  channel.appendLine("");
}
