/**
 * Prints, as a line of JSON, how many milliseconds each of some debug sessions took from the command to the stop at a
 * breakpoint: all that "Debug SQL" does on an extension that is built already.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { debugClient } from "../../test/postgres/debugClient";
import { makeSandbox, value } from "../../test/postgres/sandbox";

const sessions = 5;

async function main(): Promise<void> {
  const sandbox = makeSandbox({ example: "hello_dynpgext" });
  const times: number[] = [];
  try {
    value(await sandbox.postgres.load("recreate", sandbox.run));
    const file = join(sandbox.folder, "greetings.c");
    const lines = readFileSync(file, "utf8").split("\n");
    const line = lines.findIndex((each) => each.includes("GetCurrentTimestamp()")) + 1;
    for (let session = 0; session < sessions; session++) {
      const beganMs = performance.now();
      const { build } = value(await sandbox.postgres.load("recreate", sandbox.run));
      const target = { kind: "sql", sql: "select hello.greet('World')" } as const;
      const client = await debugClient(sandbox, { target, libraries: build.libraries });
      await client.start("launch", { [file]: [line] });
      await client.stop();
      times.push(performance.now() - beganMs);
      await client.ask("disconnect");
    }
  } finally {
    await sandbox.remove();
  }
  process.stdout.write(`${JSON.stringify(times)}\n`);
}

void main();
