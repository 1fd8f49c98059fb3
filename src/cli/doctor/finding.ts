import type { Phrase } from '../../core/phrase.js';

/** What is looked at, in the order in which it is told. */
export type Subject = 'node' | 'configuration' | 'database' | 'redis' | 'slack' | 'discord' | 'clock' | 'time-zones' | 'disk' | 'fonts';

/** `warning`: the bot runs, with less; `wrong`: it does not, or not as it should. */
export type FindingState = 'ok' | 'warning' | 'wrong';

export interface Finding {
  readonly subject: Subject;
  readonly state: FindingState;
  readonly message: Phrase;
  /** What to do about it. */
  readonly mend?: Phrase;
}

/** Makes the findings of one subject. */
export function findingsOf(subject: Subject) {
  const make =
    (state: FindingState) =>
    (message: Phrase, mend?: Phrase): Finding => ({ subject, state, message, ...(mend && { mend }) });
  return { ok: make('ok'), warning: make('warning'), wrong: make('wrong') };
}
