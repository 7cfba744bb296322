/**
 * Something that a message explains better than a stack. The exit code is 2 where the machine or the call is at fault:
 * the message then says what is missing and what to do.
 */
export class SetupProblem extends Error {
  constructor(message, { exitCode = 2 } = {}) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Runs `main`; a `SetupProblem` becomes its message on stderr and exit code, anything else a stack and 1. */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    const expected = error instanceof SetupProblem;
    process.stderr.write(`${expected ? error.message : (error?.stack ?? String(error))}\n`);
    process.exitCode = expected ? error.exitCode : 1;
  }
}
