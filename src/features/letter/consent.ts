import type { Actor } from '../../core/access.js';
import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import { both, type Lookup, mapLookup } from '../../core/lookup.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { addressOfMember, findMember, type Member } from '../members/public.js';
import { canMail } from './address.js';
import { consentFor, hashOfAddress } from './recipients.js';
import { lettersStore } from './store/index.js';
import type { Consent } from './types.js';

/**
 * How a member gets the letter by mail. `other`: they agreed for an address that is theirs no more; `refused`: the mail server refuses
 * it; `none`: they have no address.
 */
export interface OwnMail {
  readonly state: 'yes' | 'no' | 'other' | 'refused' | 'none';
  readonly email: string | null;
}

/** Looks for how a member gets the letter; the function that is found compares the consents with the member's address. */
export function ownMail(context: Context, id: MemberId): Lookup<() => Promise<OwnMail>> {
  return mapLookup(both(addressOfMember(context, id), lettersStore(context.tx).consentsOf(id)), ([member, consents]) => async () => ({
    state: await stateOf(member, consents),
    email: member?.email ?? null,
  }));
}

async function stateOf(member: Pick<Member, 'email' | 'status'> | undefined, consents: readonly Consent[]): Promise<OwnMail['state']> {
  if (!member || member.email === null) return 'none';
  if (await consentFor(member, consents)) return 'yes';
  const hash = await hashOfAddress(member.email);
  const open = consents.filter(({ stoppedAt }) => stoppedAt === null);
  if (open.some(({ addressHash, refusedAt }) => addressHash === hash && refusedAt !== null)) return 'refused';
  return open.length > 0 ? 'other' : 'no';
}

/** The member's own yes, for the address that they have now. Throws an `InputError` where there is none, or no mail. */
export async function agree(context: Context, { id }: Actor): Promise<OwnMail> {
  if (!canMail(context)) throw new InputError('no mail', phrase('letter.error.no-mail'));
  const member = await findMember(context, id);
  if (!member || member.email === null) throw new InputError('no address', phrase('letter.error.no-address', { command: '/profile edit' }));
  const store = lettersStore(context.tx);
  if (await consentFor(member, await context.tx.find(store.consentsOf(id)))) return { state: 'yes', email: member.email };
  await store.stopConsents(id, context.now);
  await store.agree(id, await hashOfAddress(member.email), context.now);
  return { state: 'yes', email: member.email };
}

/** No letter is mailed to them any more; mails that wait are dropped when they come up. Returns whether one was until now. */
export async function stop(context: Context, member: MemberId): Promise<boolean> {
  return (await lettersStore(context.tx).stopConsents(member, context.now)) > 0;
}
