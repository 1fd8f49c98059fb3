import { isMomentary } from '../core/errors.js';
import type { Context, Contexts } from '../feature-api/index.js';
import type { Timer } from '../kit/timer.js';
import type { Turns } from '../kit/turns.js';
import type { Identity, InboundEvent } from '../ports/chat.js';
import type { Logger } from '../ports/logger.js';
import type { ArrivalOrder } from './arrival-order.js';
import { type Postponed, whileMomentary } from './postpone.js';
import { type Profile, withProfile } from './profile.js';
import type { Receiving } from './receiving.js';

/** An event that nobody is answered; `from` is null if nobody did it. */
export type Noted = Pick<InboundEvent, 'eventId' | 'profile'> & { readonly from: Identity | null };

/** Runs `work` in a transaction for an event that nobody is answered; a failure is logged. */
export type Note = (what: string, event: Noted, work: (context: Context, known: Profile) => Promise<void>) => Promise<void>;

/** Creates `Note`, which never throws: it logs a failure, or leaves the event to a sweep. */
export function createNote(
  contexts: Contexts,
  {
    receiving,
    order,
    postponed,
    turns,
    timer,
    logger,
  }: { receiving: Receiving; order: ArrivalOrder; postponed: Postponed; turns: Turns; timer: Timer; logger: Logger },
): Note {
  return async (what, { eventId, from, profile }, work) => {
    const arrival = receiving.begin(eventId);
    postponed.resumed(eventId);
    const attempt = () => withProfile({ ...(profile && { profile }) }, (known) => contexts.transaction((inside) => work(inside, known)));
    const turn = from === null ? undefined : await order.turn({ eventId, from, id: arrival?.id }, arrival?.overtakes ?? false);
    try {
      if (turn) await whileMomentary(timer, attempt);
      // An event without a person has no place in any order.
      else await turns.run('', () => whileMomentary(timer, attempt));
    } catch (error) {
      if (isMomentary(error) && postponed.mayWait(eventId) && (await postponed.postpone(eventId))) return turn?.leaveBehind();
      logger.error({ eventId, what, error }, 'event could not be handled');
    } finally {
      turn?.finish();
    }
  };
}

/** Marks an event that nobody is answered as handled; false if it was handled before. */
export const isNew = async ({ inbound, now }: Context, eventId: string): Promise<boolean> =>
  (await inbound.markHandled([eventId], now)).size > 0;
