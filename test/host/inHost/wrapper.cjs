/**
 * The `extensionTestsPath` of every run: it loads the real suite (`DYNPGEXT_HOST_TESTS`), whose
 * `run({ log, request })` returns `{ passed, failed }`, and reports that over the launcher's loopback socket
 * (`DYNPGEXT_HOST_CHANNEL`). A suite that throws, is missing or returns anything else is one failure.
 */
const { connect } = require("node:net");
const { createInterface } = require("node:readline");

exports.run = async function run() {
  const link = await openLink(process.env.DYNPGEXT_HOST_CHANNEL ?? "");
  let outcome;
  try {
    const suite = require(process.env.DYNPGEXT_HOST_TESTS ?? "");
    outcome = readOutcome(await suite.run({ log: link.log, request: link.request }));
  } catch (error) {
    link.log(error instanceof Error ? error.stack : String(error));
    outcome = { passed: 0, failed: 1 };
  }
  await link.send({ type: "result", ...outcome });
  if (outcome.failed > 0) throw new Error(`${outcome.failed} failed`);
};

function readOutcome(outcome) {
  const { passed, failed } = outcome ?? {};
  if (!Number.isInteger(passed) || !Number.isInteger(failed)) throw new Error("The suite returned no { passed, failed }.");
  if (passed + failed === 0) throw new Error("The suite ran no test.");
  return { passed, failed };
}

function openLink(channel) {
  const [port, token] = channel.split(":");
  const waiting = new Map();
  let nextId = 1;
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1");
    const send = (message) => new Promise((sent) => socket.write(`${JSON.stringify(message)}\n`, () => sent()));
    const request = (action, argument) =>
      new Promise((settle, fail) => {
        const id = nextId++;
        waiting.set(id, { settle, fail });
        void send({ type: "request", id, action, argument });
      });
    createInterface({ input: socket }).on("line", (line) => {
      const { id, value, error } = JSON.parse(line);
      const { settle, fail } = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) settle(value);
      else fail(new Error(error));
    });
    socket.on("error", reject);
    socket.on("connect", () => {
      void send({ type: "hello", token });
      resolve({ send, request, log: (text) => void send({ type: "log", text }) });
    });
  });
}
