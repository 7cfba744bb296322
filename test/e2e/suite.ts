import { join } from "node:path";
import * as vscode from "vscode";
import { useHost, type Host } from "./host";

type Body = () => void | Promise<void>;
type Scenario = {
  readonly name: string;
  readonly body: Body;
  readonly timeoutMs: number;
  readonly before: readonly Body[];
};

/** Longer than what a test waits for: that says what is missing. */
const DEFAULT_TIMEOUT_MS = 150_000;
const scenarios: Scenario[] = [];
let path: readonly string[] = [];
let before: readonly Body[] = [];

/** Groups the tests of `body`; `beforeEach` inside it holds for them alone. */
export function describe(name: string, body: () => void): void {
  const outer = { path, before };
  path = [...path, name];
  body();
  ({ path, before } = outer);
}

/** Runs before each test that is declared after it in the same group. */
export function beforeEach(body: Body): void {
  before = [...before, body];
}

/** One test. Tests run one after the other, in the order of their declaration: they share one editor. */
export function it(name: string, body: Body, options: { readonly timeoutMs?: number } = {}): void {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  scenarios.push({ name: [...path, name].join(" > "), body, timeoutMs, before });
}

/** Runs every declared test inside the extension host and says how many passed. The host calls it. */
export async function run(host: Host): Promise<{ passed: number; failed: number }> {
  useHost(host);
  await keepUnsaved();
  const chosen = scenarios.filter(({ name }) => name.includes(process.env["DYNPGEXT_E2E_ONLY"] ?? ""));
  let failed = 0;
  for (const scenario of chosen) {
    const startedMs = performance.now();
    const error = await errorOf(scenario);
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    host.log(`${error === undefined ? "ok    " : "FAILED"} ${scenario.name} (${seconds} s)`);
    if (error === undefined) continue;
    failed += 1;
    host.log(error.stack ?? error.message);
    await showWindow(host, scenario);
  }
  return { passed: chosen.length - failed, failed };
}

/** A VS Code in a browser saves by itself after a second, a desktop one does not: tests are about what is unsaved. */
async function keepUnsaved(): Promise<void> {
  const files = vscode.workspace.getConfiguration("files");
  await files.update("autoSave", "off", vscode.ConfigurationTarget.Global);
}

/** Keeps a picture of the window in which a test failed. */
async function showWindow(host: Host, { name }: Scenario): Promise<void> {
  const fileName = `failed-${name.replaceAll(/\W+/g, "-")}.png`;
  const path = join(process.env["DYNPGEXT_E2E_FAILURES"] ?? "", fileName);
  const taken = host.request("screenshot", { path });
  await taken.then(
    () => host.log(`the window at that moment: ${path}`),
    (error: unknown) => host.log(`no picture of the window: ${String(error)}`),
  );
}

async function errorOf({ body, timeoutMs, before }: Scenario): Promise<Error | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the test did not end within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    await Promise.race([limit, runInOrder([...before, body])]);
    return undefined;
  } catch (error) {
    return error instanceof Error
      ? error
      : new Error("the test threw something that is no Error", { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

async function runInOrder(bodies: readonly Body[]): Promise<void> {
  for (const body of bodies) await body();
}
