import type { TestItem, TestRunRequest } from "vscode";
import type { DevFolder } from "../devpg/devFolder";
import type { TestItems } from "./testItems";

/** Tests of one folder that a request of the Testing view is about. */
export interface ChosenTests {
  readonly dev: DevFolder;
  readonly items: readonly TestItem[];
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
  for (const item of all) {
    const target = items.targetOf(item);
    if (target === undefined || !isAsked(item) || isExcluded(item)) continue;
    byFolder.set(target.dev, [...(byFolder.get(target.dev) ?? []), item]);
  }
  return [...byFolder].map(([dev, chosen]) => {
    const ofFolder = all.filter((item) => items.targetOf(item)?.dev === dev);
    return { dev, items: chosen, isAll: chosen.length === ofFolder.length };
  });
}
