/** Collects the figures with their budgets and prints them side by side. */

export class Scoreboard {
  rows = [];

  /** A figure that must not be over its budget. For a figure that may go both ways (growth) its size counts. */
  add(title, figure, budget, unit, digits = 1) {
    const ratio = Math.abs(figure) / budget;
    this.rows.push({ title, figure, budget, unit, digits, ratio, isOk: ratio <= 1 });
    const last = this.rows.at(-1);
    console.log(rowText(last));
  }

  /** A part of the bench that could not be measured counts as a failure. */
  addFailure(title, reason) {
    this.rows.push({ title, reason, isOk: false });
    console.log(rowText(this.rows.at(-1)));
  }

  /** A line of background: nothing is required of it. */
  note(text) {
    console.log(`    ${text}`);
  }

  printAll() {
    console.log(
      "\nfigure                                                        measured        budget   of budget",
    );
    for (const row of this.rows) console.log(rowText(row));
  }

  get failures() {
    return this.rows.filter(({ isOk }) => !isOk).length;
  }
}

function rowText({ title, figure, budget, unit, digits, ratio, isOk, reason }) {
  if (reason !== undefined) return `${title.padEnd(56)} NOT MEASURED: ${reason}`;
  const show = (value) => `${value.toFixed(digits)} ${unit}`.padStart(13);
  return `${title.padEnd(56)} ${show(figure)} ${show(budget)} ${`${Math.round(ratio * 100)} %`.padStart(8)}  ${isOk ? "ok" : "OVER BUDGET"}`;
}
