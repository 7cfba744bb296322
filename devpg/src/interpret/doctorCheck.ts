/** One finding of the doctor. */
export interface DoctorCheck {
  readonly title: string;
  readonly state: "good" | "warning" | "bad";
  /** What was found. */
  readonly found: string;
  /** What follows from it; absent when all is good. */
  readonly consequence?: string;
  /** What mends it, to be pasted into a terminal. */
  readonly remedy?: string;
}
