import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

/**
 * The loopback socket over which the wrapper inside the extension host speaks to the launcher, one JSON object a line:
 * `hello {token}`, `log {text}`, `result {passed, failed}` and `request {id, action, argument}`, which is answered by
 * `reply {id, value | error}`. A connection that does not begin with the right hello is dropped.
 * - `address`: `port:token`, for the environment of the extension host;
 * - `greeted`: resolves when the wrapper has said hello;
 * - `outcome`: resolves with `{ passed, failed }`, or with undefined when the wrapper went away without a result;
 * - `close()`.
 */
export async function openHostChannel({ onLog, onRequest }) {
  const token = randomBytes(16).toString("hex");
  let greet, conclude;
  const greeted = new Promise((resolve) => (greet = resolve));
  const outcome = new Promise((resolve) => (conclude = resolve));
  const sockets = new Set();

  const server = createServer((socket) => {
    sockets.add(socket);
    let trusted = false;
    const answer = (reply) => socket.writable && socket.write(`${JSON.stringify(reply)}\n`);
    const handle = {
      hello: () => greet(),
      log: ({ text }) => onLog(text),
      result: ({ passed, failed }) => conclude({ passed, failed }),
      request: async ({ id, action, argument }) => {
        try {
          answer({ id, value: await onRequest(action, argument) });
        } catch (error) {
          answer({ id, error: error.message });
        }
      },
    };
    createInterface({ input: socket }).on("line", (line) => {
      const message = parseMessage(line);
      trusted ||= message?.type === "hello" && sameToken(message.token, token);
      if (!trusted || !Object.hasOwn(handle, message?.type)) socket.destroy();
      else void handle[message.type](message);
    });
    socket.on("error", () => {}); // A crashed extension host resets the connection; `close` follows.
    socket.on("close", () => {
      sockets.delete(socket);
      if (trusted) conclude(undefined);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

  const close = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { address: `${server.address().port}:${token}`, greeted, outcome, close };
}

function parseMessage(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // Not from our wrapper: the caller drops the connection.
  }
}

function sameToken(given, expected) {
  return typeof given === "string" && given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}
