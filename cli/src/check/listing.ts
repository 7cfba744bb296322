import type { Finding } from "../../../server/src/base/finding";
import { ok, type Result } from "../../../server/src/base/result";
import { compareSites } from "../../../server/src/base/span";
import type { Analysis } from "../../../server/src/engine/workspace";
import { gitChanges } from "../../../devpg/src/host/gitChanges";
import { withoutBaseline, type Baseline } from "./baseline";
import { changedLines } from "./changedLines";
import type { Target } from "./targets";

export interface ListingOptions {
  /** A git commit: only findings in lines that changed since. */
  readonly since: string | undefined;
  readonly baseline: Baseline | undefined;
  /** Real paths of the files that earlier targets list; those of this one are added. */
  readonly listedFiles: Set<string>;
}

/** Decides which findings of a workspace the user sees. Fails when git cannot tell what changed. */
export type Listing = (analysis: Analysis) => Promise<Result<readonly Finding[]>>;

/** `texts` are the workspace's files; they may change between two calls. */
export function listingOf(
  target: Target,
  texts: ReadonlyMap<string, string>,
  options: ListingOptions,
): Listing {
  const { since, baseline, listedFiles } = options;
  const own = new Set<string>();
  for (const path of texts.keys()) {
    const real = realPath(path, target);
    if (listedFiles.has(real) || !isAskedFor(path, target)) continue;
    listedFiles.add(real);
    own.add(path);
  }
  return async (analysis) => {
    const found = [...analysis.findings.values()]
      .flat()
      .filter(({ site }) => own.has(site.path))
      .sort((a, b) => compareSites(a.site, b.site));
    const recent = since === undefined ? ok(found) : await changedSince(since, found, target, texts);
    if (!recent.ok || baseline === undefined) return recent;
    return ok(withoutBaseline(recent.value, baseline, texts));
  };
}

function isAskedFor(path: string, { only, root, realRoot }: Target): boolean {
  return only === undefined || only.has(path) || only.has(realPath(path, { root, realRoot }));
}

/** Folders below the root keep their names; only the way to the root can lead through links. */
function realPath(path: string, { root, realRoot }: Pick<Target, "root" | "realRoot">): string {
  return realRoot + path.slice(root.length);
}

async function changedSince(
  ref: string,
  found: readonly Finding[],
  target: Target,
  texts: ReadonlyMap<string, string>,
): Promise<Result<readonly Finding[]>> {
  const changes = await gitChanges(target.realRoot, ref);
  if (!changes.ok) return changes;
  const { isChanged } = changedLines(changes.value);
  const recent = found.filter(({ site }) => {
    const text = texts.get(site.path) ?? "";
    const first = lineFeeds(text, 0, site.start);
    // The end is just after the last character: a line break there is not part of the finding.
    const last = first + lineFeeds(text, site.start, Math.max(site.start, site.end - 1));
    return isChanged(realPath(site.path, target), first, last);
  });
  return ok(recent);
}

/** Line feeds alone: git counts lines by them. */
function lineFeeds(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
