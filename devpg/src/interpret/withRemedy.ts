import type { DoctorCheck } from "./doctorCheck";

/** A check with what mends it, when that is known. */
export function withRemedy(check: DoctorCheck, remedy: string | undefined): DoctorCheck {
  return remedy === undefined ? check : { ...check, remedy };
}
