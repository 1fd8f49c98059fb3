import type { BothPlatforms } from '../both-platforms.js';

export type Boss = ReturnType<BothPlatforms['person']>;

/** One thing that an organiser can do: what has to be there before, the doing of it, and what stands in the audit log after it. */
export interface Act {
  readonly prepare?: (world: BothPlatforms, boss: Boss) => Promise<string | number | void>;
  /** `made`: what `prepare` made. */
  readonly run: (boss: Boss, made: string) => Promise<string>;
  /** `none`: it shows or asks something and changes nothing. */
  readonly audited: string;
}

export const shows = (run: Act['run'], prepare?: Act['prepare']): Act => ({ run, audited: 'none', ...(prepare && { prepare }) });
export const does = (audited: string, run: Act['run'], prepare?: Act['prepare']): Act => ({
  run,
  audited,
  ...(prepare && { prepare }),
});
export const types =
  (line: string): Act['run'] =>
  (boss) =>
    boss.type(line);
export const presses =
  (action: string, values?: readonly string[]): Act['run'] =>
  (boss, made) =>
    boss.pressAnyway(
      action.replace('$', made),
      values?.map((value) => value.replace('$', made)),
      'direct',
    );
export const submits =
  (form: string, values: Parameters<Boss['submit']>[1]): Act['run'] =>
  (boss, made) =>
    boss.submit(form.replace('$', made), values, 'direct');
