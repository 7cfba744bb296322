import { exitCodes, write, type ExitCode } from "../host";
import type { DevHost } from "./devHost";

/** Asks before something is lost. Undefined when it may be done, else the exit code to end with. */
export async function confirmed(
  question: string,
  { yes }: { readonly yes?: true },
  host: DevHost,
): Promise<ExitCode | undefined> {
  if (yes === true) return undefined;
  if (host.stdin.isTTY !== true || host.stderr.isTTY !== true) {
    await write(host.stderr, `dynpgext: ${question} There is no terminal to ask on: say \`--yes\`.\n`);
    return exitCodes.failed;
  }
  const answer = await host.ask(`${question} [y/N] `);
  if (/^y(es)?$/i.test(answer?.trim() ?? "")) return undefined;
  if (host.interruptedBy !== undefined) return exitCodes.interrupted;
  await write(host.stderr, "Nothing was changed.\n");
  return exitCodes.failed;
}
