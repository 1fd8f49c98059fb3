import Sqlite from 'better-sqlite3';

export interface Ran {
  readonly source: string;
  /** It wrote rows. */
  readonly changed: boolean;
}

const isWrite = (source: string) => /^\s*(?:insert|update|delete|with .*\b(?:insert|update|delete)\b)/i.test(source);
const isControl = (source: string) => /^\s*(?:begin|commit|rollback|savepoint|release)/i.test(source);

/** Records each statement that SQLite runs in this process until it is stopped. */
export function recordStatements(): { readonly ran: Ran[]; stop(): void } {
  const ran: Ran[] = [];
  const database = new Sqlite(':memory:');
  const prototype = Object.getPrototypeOf(database.prepare('select 1')) as Record<string, (...values: unknown[]) => unknown>;
  const { all, run, iterate } = prototype;
  const recording = (original: typeof all, hasChanged: (result: unknown) => boolean) =>
    function recorded(this: { readonly source: string }, ...values: unknown[]) {
      const result = original?.apply(this, values);
      ran.push({ source: this.source, changed: isWrite(this.source) && hasChanged(result) });
      return result;
    };
  Object.assign(prototype, {
    all: recording(all, (rows) => (rows as readonly unknown[]).length > 0),
    run: recording(run, (result) => (result as Sqlite.RunResult).changes > 0),
    iterate: recording(iterate, () => true),
  });
  database.close();
  return { ran, stop: () => void Object.assign(prototype, { all, run, iterate }) };
}

/** What counts: statements that read, and writes that changed no row. */
export const readsOf = (ran: readonly Ran[]): readonly string[] =>
  ran.filter(({ source, changed }) => !changed && !isControl(source)).map(({ source }) => source);
