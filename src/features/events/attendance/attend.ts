import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { requireEvent } from '../find.js';
import { goneEvent } from '../ids.js';
import { eventsStore } from '../store/index.js';
import type { CommunityEvent, SessionId } from '../types.js';
import { sayHere } from './record.js';
import { codeState, mustWaitUntil, oneMoreTry, readCode } from './rules/code.js';

/** What became of a typed code. A wrong one is an answer and no error, so that it is counted. */
export type Attended =
  | { readonly type: 'here'; readonly event: CommunityEvent }
  | { readonly type: 'wrong' | 'early' | 'expired' }
  | { readonly type: 'wait'; readonly until: Instant };

/** A member types in the code of a session. */
export async function attendByCode(context: Context, actor: Actor, typed: string): Promise<Attended> {
  const store = eventsStore(context.tx);
  const tries = await store.codeTries(actor.id);
  const until = mustWaitUntil(tries, context.now);
  if (until !== undefined) return { type: 'wait', until };
  const code = readCode(typed);
  const sessions = code === '' ? [] : await store.sessionsWithCode(code);
  const session = sessions.find((each) => codeState(each, context.now) === 'valid');
  if (!session) {
    await store.saveCodeTries(actor.id, oneMoreTry(tries, context.now));
    const [other] = sessions;
    const state = other && codeState(other, context.now);
    return { type: state === 'early' || state === 'expired' ? state : 'wrong' };
  }
  const { event } = await requireEvent(context, session.event, actor);
  await sayHere(context, event, session.id, actor.id, 'code');
  return { type: 'here', event };
}

/** A member presses the button while a session is held. Throws an `InputError` before and after. */
export async function attendByButton(context: Context, actor: Actor, id: SessionId): Promise<CommunityEvent> {
  const session = await eventsStore(context.tx).session(id);
  if (!session) throw goneEvent();
  const { event } = await requireEvent(context, session.event, actor);
  if (event.state === 'cancelled' || session.state === 'cancelled') throw new InputError('cancelled', phrase('events.error.cancelled'));
  if (context.now < session.startsAt) throw new InputError('too early', phrase('events-attendance.error.not-begun'));
  if (context.now > session.endsAt) throw new InputError('too late', phrase('events-attendance.error.ended'));
  await sayHere(context, event, id, actor.id, 'button');
  return event;
}
