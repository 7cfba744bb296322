import type { DoctorCheck } from "../../interpret/doctorCheck";
import { judgeMachine } from "../../interpret/judgeMachine";
import type { DevPostgresOptions } from "../devPostgres";
import { gatherBuildFacts } from "./gatherBuildFacts";
import { gatherDebuggingFacts } from "./gatherDebuggingFacts";
import { gatherPostgresFacts } from "./gatherPostgresFacts";
import { gatherStorageFacts } from "./gatherStorageFacts";
import { gatherSystemFacts } from "./gatherSystemFacts";
import { findLeftBehind } from "./findLeftBehind";

/** Looks at everything that building, running and debugging needs. Changes nothing; what cannot be found out is left out. */
export async function examineMachine(options: DevPostgresOptions): Promise<readonly DoctorCheck[]> {
  const [system, postgres] = await Promise.all([gatherSystemFacts(), gatherPostgresFacts(options)]);
  const installation = "problem" in postgres.chosen ? undefined : postgres.chosen.installation;
  const [build, storage, debugging, left] = await Promise.all([
    gatherBuildFacts(options, installation),
    gatherStorageFacts(options, installation),
    gatherDebuggingFacts(options),
    findLeftBehind(options),
  ]);
  return judgeMachine({ system, postgres, build, storage, debugging, left });
}
