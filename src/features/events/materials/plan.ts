import type { Instant } from '../../../core/time.js';
import type { Session } from '../types.js';
import { slideStepsOf } from './rules/asking.js';

export const ASK = 'events.materials.ask';

/** Rows of the agenda that ask for the slides of a session; they move and are cancelled with its reminders. */
export function slideRows(session: Session, prefix: string, now: Instant) {
  return slideStepsOf(session, now).map(({ step, at }) => ({
    key: `${prefix}slides-${step}`,
    kind: ASK,
    payload: { session: session.id, startsAt: session.startsAt, step },
    dueAt: at,
    again: true,
  }));
}
