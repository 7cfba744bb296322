import { window, type CancellationToken, TestRunRequest } from "vscode";
import { loadQuietly } from "../commands/devPostgres/load";
import type { TestSession } from "../../../devpg/src/host/tests/holdTestSession";
import { startDebugging } from "../debugging/debugApi";
import type { DevFolder } from "../devpg/devFolder";
import { chosenTests } from "./chosenTests";
import { runRequest, type TestingParts } from "./runRequest";

/** Long enough to see a session come; sessions that only prepare the database wait as long. */
const sessionDelayS = 2;

/**
 * Debugs tests, one after the other: the session of each, which psql opens under the name `pg_regress/<test>`, is held
 * until the debugger is there.
 */
export async function debugTests(
  testing: TestingParts,
  request: TestRunRequest,
  token: CancellationToken,
): Promise<void> {
  for (const { dev, items } of chosenTests(testing.items, request)) {
    for (const item of items) {
      const target = testing.items.targetOf(item);
      if (target?.kind !== "test" || token.isCancellationRequested) continue;
      if (target.suite.kind !== "regress") {
        void window.showInformationMessage(`${target.name}: only scripts of pg_regress can be debugged.`);
        continue;
      }
      const only = new TestRunRequest([item], undefined, request.profile);
      const session = { database: target.suite.options.database, application: `pg_regress/${target.name}` };
      const title = `Test ${target.name}`;
      if (await hasLoader(testing, dev)) {
        await startDebugging(dev, { target: { kind: "session", ...session }, title, load: false }, () =>
          runRequest(testing, only, token),
        );
      } else await debugPlain(testing, dev, { session, title, only, token });
    }
  }
}

/** Builds and loads, so that a loader that is needed is there. */
async function hasLoader({ parts }: TestingParts, dev: DevFolder): Promise<boolean> {
  const loaded = await loadQuietly(parts, dev);
  return loaded?.loader === "bundled";
}

interface PlainTest {
  readonly session: TestSession;
  readonly title: string;
  readonly only: TestRunRequest;
  readonly token: CancellationToken;
}

/** A server without our loader: the session is stopped from outside. */
async function debugPlain(
  testing: TestingParts,
  dev: DevFolder,
  { session, title, only, token }: PlainTest,
): Promise<void> {
  const { holdTestSession } = await import("../../../devpg/src/host/tests/holdTestSession");
  const opened = await dev.open();
  if (!opened.ok) return;
  const over = new AbortController();
  const ran = runRequest(testing, only, token, { sessionDelayS }).finally(() => over.abort());
  const held = await holdTestSession(opened.value.postgres, session, over.signal);
  try {
    if (held !== undefined)
      await startDebugging(dev, { target: { kind: "process", pid: held.pid }, title, load: false });
  } finally {
    held?.letGo();
  }
  await ran;
}
