import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startLoaderServer, type Event, type LoaderServer } from "./loaderServer";
import { created, misuses, misusingExtensions } from "./misuses";

let server: LoaderServer;
let events: readonly Event[];

beforeAll(async () => {
  server = await startLoaderServer(misusingExtensions, { settings: ["dynpgext_dev.preset_databases = 2"] });
  const session = await server.session();
  for (const name of created) await session.run(`CREATE EXTENSION ${name}`);
}, 120_000);

afterAll(() => server.remove());

const saysAll = ({ message, detail, hint }: Event): string => `${message}\n${detail ?? ""}\n${hint ?? ""}`;

describe.each(Object.entries(misuses))("the loader, with an extension (%s) that", (name, misuse) => {
  it(misuse.title, async () => {
    const find = async (): Promise<Event | undefined> =>
      (await server.events()).find((event) => event.rule === misuse.rule && misuse.says.test(saysAll(event)));
    const deadline = performance.now() + 10_000;
    let event = await find();
    while (event === undefined && performance.now() < deadline) event = await find();
    events = await server.events();
    expect(event, events.map((one) => `${one.rule ?? ""} ${saysAll(one)}`).join("\n---\n")).toBeDefined();
    expect(event!.severity).toBe(misuse.severity ?? "warning");

    const [row] = await server.rows(`SELECT state FROM dynpgext_dev.libraries WHERE extension = '${name}'`);
    expect(row?.[0] ?? null).toBe(misuse.state === undefined ? "initialised" : misuse.state);
    if (misuse.workers !== undefined)
      expect((await server.workers(name)).map((one) => `${one.name} ${one.state}`)).toEqual(misuse.workers);
    expect(await server.rows("SELECT 1")).toEqual([["1"]]);
  });
});

describe("a look-up", () => {
  it.each([
    ["long_name", "yes", null],
    ["stack_name", "yes", null],
    ["size_negative", "no", "shmem-lookup-unchecked"],
    ["callback_throws", "no", "shmem-lookup-unchecked"],
    ["only_looks_up", "no", "shmem-lookup-unallocated"],
    ["init_throws", "no", "shmem-lookup-unallocated"],
  ])("of memory that %s asked for: %s", async (name, answer, rule) => {
    const session = await server.session();
    expect(await session.text(`SELECT ${name}_found()`)).toBe(answer);
    if (name === "init_throws")
      expect(session.notices[0]?.detail).toBe(
        'Extension "init_throws" is not initialised: _Dynpgext_init raised an error: init says no',
      );
    expect(session.notices.map(({ message }) => /\[(.*)\]$/.exec(message)?.[1])).toEqual(
      rule === null ? [] : [rule],
    );
  });
});
