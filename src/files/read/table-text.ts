/** What the bot takes of one table into its own memory, in characters: 1,000 a line of the longest list. */
const TEXT_MAX = 5_000_000;

/** A table holds more than a list does. */
export class TooLarge extends Error {}

/** Counts what is taken of a table. The function throws `TooLarge` once there are more cells, or more text, than a list holds. */
export function textBudget(cells: number): (row: readonly string[]) => readonly string[] {
  let [left, text] = [cells, TEXT_MAX];
  return (row) => {
    left -= row.length;
    for (const cell of row) text -= cell.length;
    if (left < 0 || text < 0) throw new TooLarge();
    return row;
  };
}
