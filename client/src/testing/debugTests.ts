import { window, type CancellationToken, TestRunRequest } from "vscode";
import { startDebugging } from "../debugging/debugApi";
import { chosenTests } from "./chosenTests";
import { runRequest, type TestingParts } from "./runRequest";

/**
 * Debugs a test: its session, which psql opens under the name `pg_regress/<test>`, is held until the debugger is there.
 * Several tests are debugged one after the other.
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
      const database = target.suite.options.database;
      const only = new TestRunRequest([item], undefined, request.profile);
      await startDebugging(
        dev,
        {
          target: { kind: "session", database, application: `pg_regress/${target.name}` },
          title: `Test ${target.name}`,
          // The loader has to be there before the session is waited for.
          load: true,
        },
        () => runRequest(testing, only, token),
      );
    }
  }
}
