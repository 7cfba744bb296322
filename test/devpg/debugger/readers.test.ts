import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

it("what the debugger's modules read of memory is right, and garbage stays garbage", () => {
  const program = join(__dirname, "test_readers.py");
  // It throws, with all that was printed, when a test fails.
  const said = execFileSync("python3", [program, "-v"], {
    encoding: "utf8",
    timeout: 60_000,
    stdio: ["ignore", "pipe", "pipe"],
  });
  expect(said).toBe("");
});
