import { chooseLoader } from "./chooseLoader";
import { clusterState } from "./clusterState";
import { connectDatabase } from "./connectDatabase";
import type { Operation } from "./operate";
import { problem } from "./problem";
import type { LoadServer } from "./projectContext";
import { serveCluster } from "./serveCluster";
import { writeServerNeed } from "./serverRecord";
import { startOfProcess } from "./startOfProcess";

/** The server's life cycle as loading needs it, within an operation. */
export function loadServer({ workplace, installation, options }: Operation): LoadServer {
  const { layout } = workplace;
  const state = () => clusterState(layout, installation.major);
  return {
    chooseLoader: () => chooseLoader(options, installation),
    async live() {
      const server = await state();
      if (server.kind !== "running") return undefined;
      const start = (await startOfProcess(server.pid)) ?? "";
      return { key: `${server.pid} ${start}`, startedAtMs: server.startedAt.getTime() };
    },
    async serve(need, run) {
      const served = await serveCluster(workplace, installation, need, run);
      if (!served.ok) return served;
      // Only a need that a server could be started with is what the next start gives again.
      await writeServerNeed(layout, need);
      const { preloaded, restartReason } = served.value;
      return { ok: true, value: { preloaded, ...(restartReason === undefined ? {} : { restartReason }) } };
    },
    async connect(database) {
      const server = await state();
      if (server.kind === "running") return connectDatabase(server, database ?? "postgres");
      return problem("server-not-running", "The server has ended", {
        action: "Its log says why (`dynpgext logs`)",
      });
    },
  };
}
