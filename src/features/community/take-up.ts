import type { Actor } from '../../core/access.js';
import { AccessError, InputError } from '../../core/errors.js';
import { mapLookup } from '../../core/lookup.js';
import type { Account, Request } from '../../core/request.js';
import type { Context, Offer } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import type { Identity } from '../../ports/chat.js';
import { appointAdministrator, hasFactAndOrganiser } from '../members/public.js';
import { roleOfferCard } from './cards/role.js';
import { SETUP_FACT } from './set-up.js';

/** Offers the role of organiser to whoever administers a platform's space, while nobody organises or until the set-up. */
export const offerRole: Offer = (context, { actor, account }) => {
  if (actor.role === 'organiser') return undefined;
  return mapLookup(
    isOpen(context),
    (open) => async () => (open && (await isAdministrator(context, account)) ? [roleOfferCard(actor.language)] : []),
  );
};

/** Asks the platform again, so this runs outside a transaction. Throws an `AccessError` for who does not administer its space. */
export async function assertAdministrator(context: Context, { actor, account }: Pick<Request, 'actor' | 'account'>): Promise<void> {
  if (!(await isAdministrator(context, account))) {
    throw new AccessError(`member ${actor.id} is no administrator`, phrase('people.role.error-not-administrator'));
  }
}

/**
 * Makes an administrator of the platform's space an organiser; the caller has checked that they are one. Throws an `InputError`
 * where somebody organises already.
 */
export async function takeUpRole(context: Context, actor: Actor): Promise<void> {
  if (actor.role === 'organiser') return;
  if (!(await context.tx.find(isOpen(context)))) throw new InputError('taken', phrase('people.role.error-taken'));
  await appointAdministrator(context, actor);
}

const isOpen = (context: Context) => mapLookup(hasFactAndOrganiser(context, SETUP_FACT), (isTaken) => !isTaken);

function isAdministrator({ platforms }: Context, account: Account): Promise<boolean> {
  // The dispatcher hands the account on as it came from the adapter.
  return platforms.isAdministrator(account as Identity);
}
