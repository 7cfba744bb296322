import { defineConfig } from "vitest/config";

/** Tests that start a real VS Code: slow to start and heavy, so they run apart from the others, two at a time. */
const hostTests = "test/host/**/*.test.ts";

/** Tests with a real PostgreSQL server: each file has servers of its own, and a machine has few processors. */
const postgresTests = "test/postgres/**/*.test.ts";

/** Scenarios of test/e2e run inside VS Code itself and are not vitest's. */
const elsewhere = ["**/node_modules/**", "test/e2e/**"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: [...elsewhere, hostTests, postgresTests],
          setupFiles: ["test/properties/seed.ts"],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "postgres",
          include: [postgresTests],
          exclude: elsewhere,
          pool: "forks",
          poolOptions: { forks: { singleFork: true } },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "host",
          include: [hostTests],
          exclude: elsewhere,
          maxConcurrency: 2,
          testTimeout: 180_000,
        },
      },
    ],
  },
});
