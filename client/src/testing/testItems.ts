import { Range, TestTag, Uri, type TestController, type TestItem, type TestItemCollection } from "vscode";
import { scriptParts } from "../../../devpg/src/interpret/tests/scriptParts";
import { shortStatement } from "../../../devpg/src/interpret/tests/failureText";
import {
  testId,
  testsOf,
  type TestCase,
  type TestKind,
  type TestSuite,
} from "../../../devpg/src/project/tests/testSuite";
import type { DevFolder } from "../devpg/devFolder";

/** What an item of the Testing view stands for. */
export type TestTarget =
  | { readonly kind: "folder"; readonly dev: DevFolder }
  | { readonly kind: "suite"; readonly dev: DevFolder; readonly isOpen: boolean }
  | {
      readonly kind: "test";
      readonly dev: DevFolder;
      readonly id: string;
      readonly path: string;
      readonly suite: TestSuite;
      readonly name: string;
    }
  /** A statement of the script above it. */
  | { readonly kind: "statement"; readonly dev: DevFolder; readonly id: string; readonly part: number };

/** Only scripts of pg_regress can be debugged: their session can be told by its name. */
export const debuggable = new TestTag("debuggable");

const titles: Readonly<Record<TestKind, string>> = {
  regress: "Regression",
  isolation: "Isolation",
  tap: "TAP",
  yregress: "pg_yregress",
};

/** The items of the Testing view: suites, their tests and, when they are looked at, the statements of a script. */
export class TestItems {
  private readonly targets = new WeakMap<TestItem, TestTarget>();

  constructor(private readonly controller: TestController) {}

  targetOf(item: TestItem): TestTarget | undefined {
    return this.targets.get(item);
  }

  /** Shows the suites of the folders; those of one folder stand at the top. What is there stays, with its results. */
  show(found: readonly { readonly dev: DevFolder; readonly suites: readonly TestSuite[] }[]): void {
    const shown = found.filter(({ suites }) => suites.some(isShown));
    if (shown.length === 1) {
      this.replace(
        this.controller.items,
        this.suiteItems(shown[0]!.dev, shown[0]!.suites, this.controller.items),
      );
      return;
    }
    const folders = shown.map(({ dev, suites }) => {
      const id = dev.folder.uri.toString();
      const item =
        this.controller.items.get(id) ?? this.controller.createTestItem(id, dev.name, dev.folder.uri);
      this.targets.set(item, { kind: "folder", dev });
      this.replace(item.children, this.suiteItems(dev, suites, item.children));
      return item;
    });
    this.replace(this.controller.items, folders);
  }

  /** A test that only make knew of. */
  find(dev: DevFolder, id: string): TestItem | undefined {
    let found: TestItem | undefined;
    this.visit(this.controller.items, (item) => {
      const target = this.targets.get(item);
      if (target?.kind === "test" && target.dev === dev && target.id === id) found = item;
    });
    return found;
  }

  /** All items that stand for a test. */
  tests(): readonly TestItem[] {
    return this.itemsWhere(({ kind }) => kind === "test");
  }

  /** Suites whose tests only make knows. */
  openSuites(): readonly TestItem[] {
    return this.itemsWhere((target) => target.kind === "suite" && target.isOpen);
  }

  private itemsWhere(isWanted: (target: TestTarget) => boolean): readonly TestItem[] {
    const wanted: TestItem[] = [];
    this.visit(this.controller.items, (item) => {
      const target = this.targets.get(item);
      if (target !== undefined && isWanted(target)) wanted.push(item);
    });
    return wanted;
  }

  /** The statements of a script, by their index. `text` is what it was when it was read. */
  showStatements(item: TestItem, text: string): readonly TestItem[] {
    const target = this.targets.get(item);
    if (target?.kind !== "test" || item.uri === undefined) return [];
    const { uri } = item;
    const statements = scriptParts(text).map((part, index) => {
      const label = shortStatement(text, part);
      const id = `${item.id}#${index}`;
      const child = item.children.get(id) ?? this.controller.createTestItem(id, label, uri);
      child.label = label;
      child.sortText = String(index).padStart(6, "0");
      child.range = rangeIn(text, part.start, part.end);
      child.tags = [debuggable];
      this.targets.set(child, { kind: "statement", dev: target.dev, id: target.id, part: index });
      return child;
    });
    item.children.replace([...statements]);
    return statements;
  }

  private suiteItems(dev: DevFolder, suites: readonly TestSuite[], before: TestItemCollection): TestItem[] {
    return suites.filter(isShown).map((suite, at) => {
      const id = `${dev.folder.uri.toString()}|${suite.kind}`;
      const item =
        before.get(id) ?? this.controller.createTestItem(id, titles[suite.kind], Uri.file(suite.folder));
      item.sortText = String(at);
      const isOpen = testsOf(suite).length === 0;
      item.description = isOpen ? "known when they are run" : "";
      this.targets.set(item, { kind: "suite", dev, isOpen });
      this.replace(
        item.children,
        testsOf(suite).map((test, index) => this.testItem(dev, suite, test, index, item.children)),
      );
      return item;
    });
  }

  private testItem(
    dev: DevFolder,
    suite: TestSuite,
    test: TestCase,
    index: number,
    before: TestItemCollection,
  ): TestItem {
    const [id, uri] = [`${dev.folder.uri.toString()}|${testId(suite, test)}`, Uri.file(test.path)];
    const known = before.get(id);
    const item =
      known?.uri?.toString() === uri.toString() ? known : this.controller.createTestItem(id, test.name, uri);
    item.sortText = String(index).padStart(6, "0");
    item.canResolveChildren = suite.kind === "regress";
    if (suite.kind === "regress") item.tags = [debuggable];
    item.range = new Range(0, 0, 0, 0);
    this.targets.set(item, {
      kind: "test",
      dev,
      suite,
      id: testId(suite, test),
      path: test.path,
      name: test.name,
    });
    return item;
  }

  /** Replacing an item by itself would fold it and take its results. */
  private replace(collection: TestItemCollection, items: readonly TestItem[]): void {
    const wanted = new Set(items.map(({ id }) => id));
    for (const [id] of [...collection]) if (!wanted.has(id)) collection.delete(id);
    for (const item of items) if (collection.get(item.id) !== item) collection.add(item);
  }

  private visit(items: TestItemCollection, see: (item: TestItem) => void): void {
    for (const [, item] of items) {
      see(item);
      this.visit(item.children, see);
    }
  }
}

function isShown(suite: TestSuite): boolean {
  return suite.isOpen || testsOf(suite).length > 0;
}

function rangeIn(text: string, start: number, end: number): Range {
  const before = text.slice(0, start).split("\n");
  const written = text.slice(start, end).split("\n");
  const [line, column] = [before.length - 1, before.at(-1)!.length];
  const last = written.at(-1)!.length;
  return new Range(line, column, line + written.length - 1, written.length === 1 ? column + last : last);
}
