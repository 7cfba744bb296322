import { spawn } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { findInstallation } from "../../devpg/src/host/findInstallation";
import { findServerUser } from "../../devpg/src/host/serverUser";
import { runToSuccess } from "../../devpg/src/host/runToSuccess";
import { value } from "./sandbox";

/** A PostgreSQL server that has nothing to do with a dev Postgres. */
export interface ForeignServer {
  readonly pid: number;
  databases(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** Makes a cluster in a folder of its own and starts it the plain way, on 127.0.0.1 and this port. */
export async function startForeignServer(port: number): Promise<ForeignServer> {
  const { bindir } = value(await findInstallation({ env: process.env }));
  const user = value(await findServerUser({ env: process.env }));
  const root = realpathSync(mkdtempSync(join(tmpdir(), "foreign-")));
  const data = join(root, "data");
  mkdirSync(data);
  for (const path of [root, data]) {
    chmodSync(path, 0o700);
    chownSync(path, user.uid, user.gid);
  }
  const initdb = [join(bindir, "initdb"), "-D", data, "--no-sync", "-U", "postgres", "-A", "trust"];
  const argv = [...user.become, ...initdb] as [string, ...string[]];
  value(await runToSuccess({ argv, cwd: "/", env: {} }, { timeoutMs: 60_000, code: "initdb" }));
  const settings = ["listen_addresses=127.0.0.1", `port=${port}`, `unix_socket_directories=${root}`];
  const [command = "", ...args] = [...user.become, join(bindir, "postgres"), "-D", data];
  const child = spawn(command, [...args, ...settings.flatMap((one) => ["-c", one])], {
    cwd: "/",
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const server: ForeignServer = {
    pid: child.pid!,
    databases: async () => {
      const client = new Client({ host: "127.0.0.1", port, user: "postgres", database: "postgres" });
      await client.connect();
      try {
        const { rows } = await client.query<{ datname: string }>("select datname from pg_database");
        return rows.map(({ datname }) => datname);
      } finally {
        await client.end();
      }
    },
    stop: async () => {
      child.kill("SIGINT");
      await ended;
      rmSync(root, { recursive: true, force: true });
    },
  };
  for (let tries = 0; ; tries++) {
    try {
      await server.databases();
      return server;
    } catch (error) {
      if (tries > 300 || child.exitCode !== null) {
        await server.stop();
        throw error;
      }
      await delay(50);
    }
  }
}
