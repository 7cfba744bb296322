import { doctorBuildChecks } from "./doctorBuildChecks";
import type { DoctorCheck } from "./doctorCheck";
import { doctorDebugChecks } from "./doctorDebugChecks";
import type { DoctorFacts } from "./doctorFacts";
import { doctorPostgresChecks } from "./doctorPostgresChecks";
import { doctorServerChecks } from "./doctorServerChecks";

/** Says of everything that was found whether it is good, and what follows from it. */
export function judgeMachine(facts: DoctorFacts): readonly DoctorCheck[] {
  return [
    ...doctorPostgresChecks(facts),
    ...doctorBuildChecks(facts),
    ...doctorServerChecks(facts),
    ...doctorDebugChecks(facts),
  ];
}
