/** Loaded into the measured program with `--require`: at its end it writes its peak memory, in KiB, to descriptor 3. */
const { writeSync } = require("node:fs");
const { isMainThread } = require("node:worker_threads");

if (isMainThread) process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS)));
