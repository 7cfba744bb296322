/** Types a script of keystrokes into a language server and takes the time of each answer. */
import { setTimeout as pause } from "node:timers/promises";

import { keystrokes, kindsOf } from "./editScript.mjs";
import { quantile } from "./statistics.mjs";

/** Between an answer and the next key: key repeat is slower than this. It gives the server its moment of idleness. */
const betweenKeysMs = 20;
const patienceMs = 30_000;
const flushMethod = "dynpgext/flush";

/** How it is known that the server has dealt with a keystroke. */
export const answers = {
  /** The diagnostics of the file's new version were published. */
  published: (client, file) => {
    let version = 0;
    const answer = client.nextPublication(
      (one) => one.path === file && (one.version === undefined || one.version >= version),
      patienceMs,
    );
    return {
      sent: (sentVersion) => (version = sentVersion),
      receivedMs: async () => (await answer).receivedMs,
    };
  },
  /** The server says that all diagnostics are up to date: for a file in which nothing changes them. */
  upToDate: (client) => ({
    sent: () => undefined,
    receivedMs: async () => {
      await client.request(flushMethod);
      return performance.now();
    },
  }),
};

/**
 * Types whole cycles of each kind: `cycles[kind]` of them, but no new one once `limitMs` have gone by for the kind.
 * Returns the milliseconds from each `didChange` to its answer, by kind.
 */
export async function typeScript(client, file, places, { answer, cycles, limitMs = Infinity }) {
  const timesByKind = {};
  for (const kind of kindsOf(places)) {
    const startedMs = performance.now();
    const timesMs = (timesByKind[kind] = []);
    for (let cycle = 0; cycle < cycles[kind]; cycle += 1) {
      if (performance.now() - startedMs > limitMs) break;
      for (const changes of keystrokes(kind, places))
        timesMs.push(await typeOne(client, file, changes, answer));
    }
  }
  return timesByKind;
}

async function typeOne(client, file, changes, answer) {
  const waiting = answer(client, file);
  const sentMs = performance.now();
  waiting.sent(client.change(file, changes));
  const timeMs = (await waiting.receivedMs()) - sentMs;
  await pause(betweenKeysMs);
  return timeMs;
}

export function latencyText(timesMs) {
  const show = (share) => quantile(timesMs, share).toFixed(1);
  return `p50 ${show(0.5)}, p90 ${show(0.9)}, p99 ${show(0.99)}, max ${show(1)} ms (${timesMs.length} keystrokes)`;
}
