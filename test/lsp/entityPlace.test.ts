import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { entityPlaceMethod, type EntityPlace } from "../../server/src/protocol/entityPlace";
import type { LspClient } from "./lspClient";
import { flush, folderWith, startServer } from "./startServer";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

async function serverOnHello(): Promise<LspClient> {
  const folder = folderWith({});
  cpSync(path.join(root, "examples/hello_dynpgext"), folder, { recursive: true });
  const client = await startServer([folder], { entry: "server/src/lsp/main.ts" });
  await flush(client);
  return client;
}

/** `file: text of the line` of each place. */
async function placesOf(client: LspClient, kind: string, name: string): Promise<string[]> {
  const found = await client.request<EntityPlace[]>(entityPlaceMethod, { kind, name });
  return found.map(({ uri, range: { start } }) => {
    const file = fileURLToPath(uri);
    const line = readFileSync(file, "utf8").split("\n")[start.line] ?? "";
    return `${path.basename(file)}: ${line.trim()}`;
  });
}

describe("the place that brings something into being", () => {
  it("is the allocation of shared memory, the registration of a worker, the definition of a function", async () => {
    const client = await serverOnHello();
    expect(await placesOf(client, "shmemName", "hello_dynpgext:0.1:cluster")).toEqual([
      "hello_dynpgext.c: handle->allocate_shmem(handle, HELLO_CLUSTER_SHMEM, sizeof(HelloCluster),",
    ]);
    expect(await placesOf(client, "worker", "hello_dynpgext reporter")).toEqual([
      "hello_dynpgext.c: handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);",
    ]);
    expect(await placesOf(client, "cFunction", "hello_clock_main")).toEqual([
      "workers.c: hello_clock_main(Datum main_arg)",
    ]);
    expect(await placesOf(client, "extension", "hello_dynpgext")).toHaveLength(1);
  });

  it("is nowhere for a name that the sources do not hold", async () => {
    expect(await placesOf(await serverOnHello(), "shmemName", "hello_dynpgext:0.1:claster")).toEqual([]);
  });
});
