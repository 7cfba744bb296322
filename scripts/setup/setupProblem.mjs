/** The user or the machine is not ready. The message says what is missing and what to do; the exit code is 2. */
export class SetupProblem extends Error {
  exitCode = 2;
}

/** Runs `main`; a `SetupProblem` becomes its message on stderr and exit code 2, anything else a stack and 1. */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    const expected = error instanceof SetupProblem;
    process.stderr.write(`${expected ? error.message : (error?.stack ?? String(error))}\n`);
    process.exitCode = expected ? error.exitCode : 1;
  }
}
