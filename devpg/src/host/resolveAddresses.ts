import { existsSync } from "node:fs";
import { inlinedLines } from "../interpret/inlinedLines";
import { placeInText } from "../interpret/placeInText";
import { posixPath } from "../interpret/posixPath";
import type { SourcePlace } from "../interpret/sourceDiagnostic";
import { fileStamp } from "./fileHash";
import { runProcess } from "./runProcess";
import { sourceTexts } from "./sourceTexts";

/** A call: a library by its absolute path and the return address in it, as an offset from where it is loaded. */
export interface CallSite {
  readonly library: string;
  readonly offset: number;
}

/** Finds the source lines of calls. Answers are kept for as long as a library stays the same. */
export type AddressResolver = (sites: readonly CallSite[]) => Promise<readonly (SourcePlace | undefined)[]>;

const timeoutMs = 20_000;

/** With `addr2line`, once for all new addresses of a library. Without it, or without debug information, nothing is found. */
export function addressResolver(): AddressResolver {
  const known = new Map<string, SourcePlace | undefined>();
  return async (sites) => {
    const stamps = new Map(
      [...new Set(sites.map((site) => site.library))].map((path) => [path, fileStamp(path) ?? ""]),
    );
    const keyOf = ({ library, offset }: CallSite): string => `${library}\0${stamps.get(library)}\0${offset}`;
    for (const library of stamps.keys()) {
      const asked = sites.filter((site) => site.library === library && !known.has(keyOf(site)));
      const offsets = [...new Set(asked.map((site) => site.offset))];
      const places = offsets.length === 0 ? [] : await placesIn(library, offsets);
      offsets.forEach((offset, index) => known.set(keyOf({ library, offset }), places[index]));
    }
    return sites.map((site) => known.get(keyOf(site)));
  };
}

async function placesIn(library: string, offsets: readonly number[]): Promise<(SourcePlace | undefined)[]> {
  if (!library.startsWith("/") || !existsSync(library)) return [];
  // A return address is behind its call, which may be on an earlier line.
  const addresses = offsets.map((offset) => `0x${Math.max(0, offset - 1).toString(16)}`);
  const plan = {
    argv: ["addr2line", "-a", "-f", "-i", "-e", library, ...addresses] as const,
    cwd: "/",
    env: {},
  };
  const outcome = await runProcess({ ...plan, argv: [...plan.argv] }, { timeoutMs });
  if (!outcome.ok || outcome.value.exitCode !== 0) return [];
  const textOf = sourceTexts();
  return inlinedLines(outcome.value.stdout).map((lines) => {
    // What the server's headers put into a function is not where its author looks.
    const found = lines.find(({ file }) => !file.includes("/include/")) ?? lines[0];
    if (found === undefined) return undefined;
    const path = posixPath("/", found.file);
    const text = textOf(path);
    return text === undefined ? undefined : placeInText({ path, line: found.line }, text);
  });
}
