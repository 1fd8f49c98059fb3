import type { Actor } from '../../core/access.js';
import { AccessError, InputError } from '../../core/errors.js';
import type { Card } from '../../core/message.js';
import type { Account } from '../../core/request.js';
import { type Clock, type Instant, leftOf, MINUTE } from '../../core/time.js';
import { phrase } from '../../language/index.js';
import type { Repositories, Store } from '../../ports/store.js';
import type { MembersService } from '../members/service.js';
import { roleOfferCard } from './cards.js';

export const SETUP_FACT = 'community.set-up-at';

/** For so long it need not be asked again whether the community has what it needs. */
const SETTLED_FOR = 5 * MINUTE;

/**
 * Whoever administers a platform's space is offered to organise the community while nobody does, or until it is set up.
 * Offered only, and checked again when they take it: the platform's word counts at that moment.
 */
export function createAdministrators({
  store,
  clock,
  members,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly members: MembersService;
}) {
  let settledUntil: Instant = 0;

  const isOpen = async (r: Repositories): Promise<boolean> =>
    !(await members.hasOrganiser(r)) || (await r.community.fact(SETUP_FACT)) === undefined;

  return {
    /** A card for somebody who uses the bot, if the role is theirs to take. */
    async offer(actor: Actor, account: Account): Promise<readonly Card[]> {
      if (actor.role === 'organiser' || leftOf(settledUntil, SETTLED_FOR, clock.now()) > 0) return [];
      if (!(await isOpen(store.autocommit))) {
        settledUntil = clock.now() + SETTLED_FOR;
        return [];
      }
      return (await members.isAdministrator(account)) ? [roleOfferCard(actor.language)] : [];
    },

    /** Throws an `AccessError` for who does not administer the space, an `InputError` where somebody organises already. */
    async takeUp(actor: Actor, account: Account): Promise<void> {
      if (!(await members.isAdministrator(account))) {
        throw new AccessError(`member ${actor.id} is no administrator`, phrase('people.role.error-not-administrator'));
      }
      await store.transaction(async (r) => {
        if (actor.role === 'organiser') return;
        if (!(await isOpen(r))) throw new InputError('taken', phrase('people.role.error-taken'));
        await r.members.update(actor.id, { role: 'organiser' });
        const details = { member: actor.id, from: actor.role, to: 'organiser', administrator: true };
        await r.audit.append({ at: clock.now(), actor: actor.id, action: 'member.role', details });
      });
    },
  };
}
