/** Runs a long command and says which process it is; `runProcess.test.ts` kills this program in the middle of it. */
import { runProcess } from "../../../devpg/src/host/runProcess";

void runProcess(
  { argv: ["/bin/sh", "-c", "echo $$; sleep 600"], cwd: "/", env: {} },
  {
    timeoutMs: 600_000,
    watcher: {
      step: () => undefined,
      command: () => undefined,
      output: (text) => {
        process.stdout.write(`${JSON.stringify({ runnerPid: process.pid, childPid: Number(text) })}\n`);
      },
    },
  },
);
