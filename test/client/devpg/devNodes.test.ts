import { describe, expect, it } from "vitest";
import {
  devNodes,
  exitText,
  sizeText,
  versionNumber,
  type DevNode,
  type DevSnapshot,
} from "../../../client/src/views/devNodes";
import { allocation, event, status, worker } from "./samples";

const snapshot: DevSnapshot = {
  status,
  devDatabase: "dev",
  databases: [
    { name: "dev", sizeBytes: 7_800_000, connections: 1 },
    { name: "postgres", sizeBytes: 7_700_000, connections: 0 },
  ],
  extensions: { dev: [{ name: "hello_dynpgext", version: "0.1", schema: "hello" }] },
  allocations: [
    allocation,
    {
      ...allocation,
      name: "hello_dynpgext:0.1:database",
      scope: "database",
      database: "dev",
      sizeBytes: 2048,
      guard: "overrun",
    },
  ],
  workers: [
    worker,
    { ...worker, name: "hello_dynpgext clock", scope: "global", state: "exited", lastExit: -15 },
  ],
  events: [],
};

/** The tree as indented lines. */
function lines(nodes: readonly DevNode[], indent = ""): string[] {
  return nodes.flatMap((node) => [
    `${indent}${node.label} | ${node.description}`,
    ...lines(node.nodes, `${indent}  `),
  ]);
}

describe("the tree of a dev Postgres", () => {
  it("shows the server, its databases, and what the loader knows", () => {
    expect(lines(devNodes(snapshot))).toEqual([
      "PostgreSQL 15.20 | running · pid 4700",
      "Databases | 2",
      "  dev | 7.4 MiB · 1 connection",
      "    hello_dynpgext | 0.1 · schema hello",
      "  postgres | 7.3 MiB",
      "Shared Memory | 2",
      "  hello_dynpgext:0.1:cluster | 16 B · global",
      "  hello_dynpgext:0.1:database | overrun · 2 KiB · dev",
      "Background Workers | 2",
      "  hello_dynpgext reporter | running · pid 4711 · dev",
      "  hello_dynpgext clock | exited · killed by SIGTERM · global",
    ]);
  });

  it("tells how a worker ended before that runs again", () => {
    const again = { ...snapshot, workers: [{ ...worker, lastExit: 1 }] };
    expect(devNodes(again)[3]?.nodes.map(({ description }) => description)).toEqual([
      "running · pid 4711 · dev · before: exit code 1",
    ]);
  });

  it("offers what can be done: a worker that is gone cannot be terminated", () => {
    const workers = devNodes(snapshot)[3]?.nodes ?? [];
    expect(workers.map(({ context }) => context)).toEqual(["worker.running", "worker"]);
  });

  it("shows reports of the loader when there are any, the newest first", () => {
    const events = [event, { ...event, id: 2, message: "later" }];
    const group = devNodes({ ...snapshot, events }).at(-1);
    expect(group?.label).toBe("Reports of the Loader");
    expect(group?.nodes.map(({ label, description }) => `${label} ${description}`)).toEqual([
      "later shmem-lookup-unallocated",
      'shared memory "x" is not allocated shmem-lookup-unallocated',
    ]);
  });

  it("has other identities for equal names in other databases, and the same at each moment", () => {
    const twice = { ...snapshot, workers: [worker, { ...worker, database: "other" }] };
    const ids = (of: DevSnapshot): string[] =>
      devNodes(of).flatMap(({ id, nodes }) => [id, ...nodes.map((n) => n.id)]);
    expect(new Set(ids(twice)).size).toBe(ids(twice).length);
    expect(
      ids({ ...twice, workers: twice.workers.map((each) => ({ ...each, pid: 1, state: "exited" })) }),
    ).toEqual(ids(twice));
  });

  it("says what is empty", () => {
    const empty = devNodes({ ...snapshot, allocations: [], workers: [] });
    expect(empty.slice(2).map(({ description, children }) => `${description} ${children}`)).toEqual([
      "none none",
      "none none",
    ]);
  });
});

describe("texts of the tree", () => {
  it("name endings, sizes and versions as people do", () => {
    expect([0, 1, -9, -11].map(exitText)).toEqual([
      "exit code 0",
      "exit code 1",
      "killed by SIGKILL",
      "killed by SIGSEGV",
    ]);
    expect([0, 1023, 1024, 1536, 20_480, 5 << 20].map(sizeText)).toEqual([
      "0 B",
      "1023 B",
      "1 KiB",
      "1.5 KiB",
      "20 KiB",
      "5 MiB",
    ]);
    expect(["PostgreSQL 15.20 (Debian)", "PostgreSQL 18beta1", "PostgreSQL 17.0"].map(versionNumber)).toEqual(
      ["15.20", "18beta1", "17.0"],
    );
  });
});
