import type { Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { firstSession, lastSession } from '../rules/state.js';
import { eventsStore, peopleOfEvent, type WholeEvent } from '../store/index.js';
import type { EventPerson, SessionId } from '../types.js';
import type { SlideStep } from './rules/asking.js';

export interface AskedSlides extends WholeEvent {
  /** Members who agreed to speak. */
  readonly speakers: readonly EventPerson[];
}

/** Whose slides are asked for in this step, or why nobody is asked any more. */
export async function slidesAsked(
  context: Context,
  { session: id, startsAt, step }: { readonly session: SessionId; readonly startsAt: Instant; readonly step: SlideStep },
): Promise<AskedSlides | { readonly reason: string }> {
  const store = eventsStore(context.tx);
  const session = await store.session(id);
  const whole = session && (await store.whole(session.event));
  if (whole?.event.state !== 'announced' || session?.state !== 'planned') return { reason: 'not-held' };
  if (session.startsAt !== startsAt) return { reason: 'moved' };
  const one = step === 'before' ? firstSession(whole.sessions) : lastSession(whole.sessions);
  if (one?.id !== id) return { reason: 'another-session' };
  const given = [...(await store.materialsOf(whole.event.id)), ...(await store.filesOf(whole.event.id))];
  if (given.some(({ kind }) => kind === 'slides')) return { reason: 'given' };
  const speakers = (await peopleOfEvent(context.tx, whole.event.id)).filter(
    ({ role, member, agreedAt }) => role === 'speaker' && member !== null && agreedAt !== null,
  );
  return speakers.length === 0 ? { reason: 'no-speakers' } : { ...whole, speakers };
}
