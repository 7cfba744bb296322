import { describe, expect, it } from "vitest";
import { lastWordsInLog } from "../../../../devpg/src/interpret/tests/tapLog";

describe("the log of a test program of PostgreSQL::Test", () => {
  it("says why it died, between what it did and what it cleaned up", () => {
    const log = `### Starting node "dies"
# Running: pg_ctl -w -D /x/pgdata -l /x/log start
waiting for server to start.... done
server started
# Postmaster PID for node "dies" is 13213
[20:08:19.588](1.774s) ok 1 - it started
error running SQL: 'psql:<stdin>:1: ERROR:  function nobody() does not exist
LINE 1: SELECT nobody()
               ^'
while running 'psql -XAtq' with sql 'SELECT nobody()' at /x/PostgreSQL/Test/Cluster.pm line 2028.
### Stopping node "dies" using mode immediate
# Running: pg_ctl -D /x/pgdata -m immediate stop
waiting for server to shut down... done
server stopped
# No postmaster PID for node "dies"
[20:08:19.633](0.045s) # Tests were run but no plan was declared and done_testing() was not seen.
[20:08:19.634](0.000s) # Looks like your test exited with 29 just after 1.
`;
    expect(lastWordsInLog(log)).toEqual([
      "error running SQL: 'psql:<stdin>:1: ERROR:  function nobody() does not exist",
      "LINE 1: SELECT nobody()",
      "               ^'",
      "while running 'psql -XAtq' with sql 'SELECT nobody()' at /x/PostgreSQL/Test/Cluster.pm line 2028.",
    ]);
  });

  it("says why a server did not start", () => {
    const log = `waiting for server to start.... stopped waiting
pg_ctl: could not start server
Examine the log output.
# pg_ctl start failed; logfile:
2026-11-21 20:08:22.977 UTC [13375] FATAL:  could not access file "nothing_there": No such file or directory
2026-11-21 20:08:22.977 UTC [13375] LOG:  database system is shut down
# No postmaster PID for node "start"
[20:08:23.054](1.682s) Bail out!  pg_ctl start failed
`;
    expect(lastWordsInLog(log)[0]).toContain('FATAL:  could not access file "nothing_there"');
  });

  it("may hold nothing but what the modules say", () => {
    expect(lastWordsInLog("# Checking port 16404\nok 1 - fine\n1..1\n")).toEqual([]);
  });
});
