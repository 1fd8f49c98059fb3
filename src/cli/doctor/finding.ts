import type { Phrase } from '../../core/phrase.js';

/** The subjects of the check, in the order of the output. */
export type Subject =
  | 'node'
  | 'configuration'
  | 'database'
  | 'blobs'
  | 'clamd'
  | 'links'
  | 'redis'
  | 'web'
  | 'slack'
  | 'discord'
  | 'clock'
  | 'time-zones'
  | 'disk'
  | 'files'
  | 'fonts';

/** `warning`: the bot runs without a feature; `wrong`: it does not run, or runs incorrectly. */
export type FindingState = 'ok' | 'warning' | 'wrong';

export interface Finding {
  readonly subject: Subject;
  readonly state: FindingState;
  readonly message: Phrase;
  /** What the operator should do. */
  readonly mend?: Phrase;
}

/** Makes the findings of one subject. */
export function findingsOf(subject: Subject) {
  const make =
    (state: FindingState) =>
    (message: Phrase, mend?: Phrase): Finding => ({ subject, state, message, ...(mend && { mend }) });
  return { ok: make('ok'), warning: make('warning'), wrong: make('wrong') };
}
