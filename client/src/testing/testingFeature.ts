import {
  commands,
  tests,
  TestRunProfileKind,
  workspace,
  type CancellationToken,
  type Disposable,
  type TestController,
  type TestItem,
  type TestRunRequest,
  type Uri,
} from "vscode";
import type { TestSuite } from "../../../devpg/src/project/tests/testSuite";
import type { DevFolder } from "../devpg/devFolder";
import type { DevPostgresParts } from "../devpg/devPostgresParts";
import { acceptOutput, openDifference } from "./acceptOutput";
import { ContinuousRuns } from "./continuousRuns";
import { detailsOfCoverage } from "./coverageView";
import { debugTests } from "./debugTests";
import { runRequest, type TestingParts } from "./runRequest";
import { debuggable, TestItems } from "./testItems";

/** Files from which tests are known. Others (sources) only change how they end. */
const testFiles =
  "**/{*.sql,*.out,*.spec,*.pl,*.yml,*.yaml,Makefile,makefile,GNUmakefile,*.mk,meson.build,CMakeLists.txt,*_schedule,schedule}";
/** Several files change at once when a branch is changed. */
const quietMs = 300;

/** The tests of the extensions in VS Code's Testing view. */
export class TestingFeature implements Disposable {
  private readonly controller: TestController = tests.createTestController(
    "dynpgext",
    "PostgreSQL extension tests",
  );
  private readonly items = new TestItems(this.controller);
  private readonly continuous: ContinuousRuns;
  private readonly subscriptions: Disposable[];
  private timer: NodeJS.Timeout | undefined;
  /** What make knew of folders whose build files leave tests open, until these change. */
  private learned = new WeakMap<DevFolder, readonly TestSuite[]>();

  constructor(private readonly parts: DevPostgresParts) {
    const { controller, items } = this;
    const testing: TestingParts = {
      parts,
      controller,
      items,
      onFound: (dev, suites) => this.found(dev, suites),
    };
    this.continuous = new ContinuousRuns((request, token) => runRequest(testing, request, token));
    controller.refreshHandler = () => this.refresh();
    controller.resolveHandler = (item) => (item === undefined ? this.refresh() : this.resolve(item));
    this.addProfiles(testing);
    const watcher = workspace.createFileSystemWatcher(testFiles);
    const changed = (uri: Uri): void => this.changed(uri);
    this.subscriptions = [
      watcher,
      watcher.onDidCreate(changed),
      watcher.onDidChange(changed),
      watcher.onDidDelete(changed),
      workspace.onDidSaveTextDocument(({ uri }) => this.continuous.saved(uri)),
      parts.folders.onDidChange((dev) => {
        if (dev === undefined || dev.state.busy === undefined) this.refreshSoon();
      }),
      commands.registerCommand("dynpgext.test.acceptOutput", (given?: unknown) => acceptOutput(items, given)),
      commands.registerCommand("dynpgext.test.openDifference", (given?: unknown) =>
        openDifference(items, given),
      ),
    ];
    this.refreshSoon();
  }

  private addProfiles(testing: TestingParts): void {
    const { controller } = this;
    const run = controller.createRunProfile(
      "Run",
      TestRunProfileKind.Run,
      (request, token) => this.runOrFollow(testing, request, token),
      true,
    );
    run.supportsContinuousRun = true;
    controller.createRunProfile(
      "Debug",
      TestRunProfileKind.Debug,
      (request, token) => debugTests(testing, request, token),
      true,
      debuggable,
    );
    const coverage = controller.createRunProfile(
      "Run with Coverage",
      TestRunProfileKind.Coverage,
      (request, token) => runRequest(testing, request, token, { coverage: true }),
      true,
    );
    coverage.loadDetailedCoverage = (_, file) => Promise.resolve(detailsOfCoverage(file));
  }

  private async runOrFollow(
    testing: TestingParts,
    request: TestRunRequest,
    token: CancellationToken,
  ): Promise<void> {
    if (request.continuous === true) this.continuous.add(request, token);
    else await runRequest(testing, request, token);
  }

  private changed(uri: Uri): void {
    const path = uri.fsPath;
    if (/\/(?:results|tmp_check|output_iso|\.git)\//.test(path)) return;
    if (/(?:\/(?:GNUm|M|m)akefile|\.mk)$/.test(path)) this.learned = new WeakMap();
    const name = path.slice(path.lastIndexOf("/") + 1).replace(/(?:_\d)?\.[a-z]+$/, "");
    for (const item of this.items.tests()) {
      const target = this.items.targetOf(item);
      if (target?.kind === "test" && (target.path === path || target.name === name))
        this.controller.invalidateTestResults(item);
    }
    this.refreshSoon();
  }

  private async found(dev: DevFolder, suites: readonly TestSuite[]): Promise<void> {
    this.learned.set(dev, suites);
    await this.refresh();
  }

  private refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), quietMs);
  }

  /** Reads build files; nothing is executed, so that it works in folders that are not trusted too. */
  private async refresh(): Promise<void> {
    const { readSuites } = await import("../../../devpg/src/host/tests/readSuites");
    const found = await Promise.all(
      this.parts.folders.all().map(async (dev) => {
        const { state } = dev;
        const major = state.kind === "known" ? { pgMajor: state.status.installation.major } : {};
        const read = await readSuites(dev.folder.uri.fsPath, major);
        const suites = read.ok ? read.value : [];
        const isCertain = suites.every((suite) => suite.isCertain);
        return { dev, suites: isCertain ? suites : (this.learned.get(dev) ?? suites) };
      }),
    );
    this.items.show(found);
    await Promise.all(
      this.items
        .tests()
        .filter(({ children }) => children.size > 0)
        .map((item) => this.resolve(item)),
    );
  }

  private async resolve(item: TestItem): Promise<void> {
    if (this.items.targetOf(item)?.kind !== "test" || item.uri === undefined) return;
    const bytes = await Promise.resolve(workspace.fs.readFile(item.uri)).catch(() => undefined);
    if (bytes !== undefined) this.items.showStatements(item, new TextDecoder().decode(bytes));
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
    this.controller.dispose();
  }
}
