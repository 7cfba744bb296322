import type { TestItem, TestRunRequest } from "vscode";
import type { DevFolder } from "../devpg/devFolder";
import type { TestItems } from "./testItems";

/** Tests of one folder that a request of the Testing view is about. */
export interface ChosenTests {
  readonly dev: DevFolder;
  readonly items: readonly TestItem[];
  /** Suites whose tests are not known yet; with one of them everything is run. */
  readonly open: readonly TestItem[];
  /** All tests of the folder. */
  readonly isAll: boolean;
}

/** A request by folder: of a suite all its tests, of a statement its script, without what is excluded. */
export function chosenTests(items: TestItems, request: TestRunRequest): readonly ChosenTests[] {
  const all = items.tests();
  const isWithin = (item: TestItem, outer: TestItem): boolean => {
    for (let at: TestItem | undefined = item; at !== undefined; at = at.parent)
      if (at.id === outer.id) return true;
    return false;
  };
  const isAsked = (item: TestItem): boolean =>
    request.include === undefined ||
    request.include.some((asked) => isWithin(item, asked) || isWithin(asked, item));
  const isExcluded = (item: TestItem): boolean =>
    request.exclude?.some((left) => isWithin(item, left)) === true;
  const byFolder = new Map<DevFolder, TestItem[]>();
  const openSuites = new Set(items.openSuites());
  for (const item of [...all, ...openSuites]) {
    const target = items.targetOf(item);
    if (target === undefined || !isAsked(item) || isExcluded(item)) continue;
    byFolder.set(target.dev, [...(byFolder.get(target.dev) ?? []), item]);
  }
  return [...byFolder].map(([dev, asked]) => {
    const chosen = asked.filter((item) => !openSuites.has(item));
    const open = asked.filter((item) => openSuites.has(item));
    const ofFolder = all.filter((item) => items.targetOf(item)?.dev === dev);
    return { dev, items: chosen, open, isAll: open.length > 0 || chosen.length === ofFolder.length };
  });
}
