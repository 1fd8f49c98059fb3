import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import { after, type Instant } from '../../core/time.js';
import { type Context, planExpiry } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { accountsOfMany, hashOf, loadProfile, type Profile } from '../members/public.js';
import { LIFETIMES } from './lifetimes.js';
import { newSecret } from './secrets.js';
import { invitationsStore } from './store.js';
import type { MadeLink } from './types.js';

/** An address of the browser chat. Throws an `InputError` where it is not served. */
export function chatLink({ chatAddress }: Pick<Context, 'chatAddress'>, path: string): string {
  const address = chatAddress(path);
  if (address === undefined) throw new InputError('no browser chat', phrase('invitations.error.no-chat'));
  return address;
}

/** The fact that tells that somebody was invited. */
export const BEGUN = 'invitations.begun';

export async function noteBegun(context: Context): Promise<void> {
  await context.community.saveFact(BEGUN, String(context.now));
  await context.features.firstStepDone(context);
}

/** Makes a link for each, which works once within 14 days. In the transaction of the caller. */
export async function makeLinks(context: Context, members: readonly MemberId[]): Promise<readonly MadeLink[]> {
  const madeAt = context.now;
  const until: Instant = after(madeAt, LIFETIMES.invitation);
  const made = members.map((member) => ({ member, secret: newSecret() }));
  const links = made.map(({ member, secret }) => ({ member, link: chatLink(context, `/sign-in/${secret}`), until }));
  const rows = made.map(async ({ member, secret }) => ({ hash: await hashOf(secret), member, madeAt, expiresAt: until }));
  await invitationsStore(context.tx).add(await Promise.all(rows));
  await planExpiry(context, until);
  await noteBegun(context);
  return links;
}

/**
 * A link for one person, in place of those that they had; it brings back whoever had left. Whoever is there by an account is told, so
 * that nobody uses it unnoticed.
 * Throws an `InputError` for a bot.
 */
export async function inviteOne(context: Context, actor: MemberId, id: MemberId): Promise<Profile & { readonly made: MadeLink }> {
  const profile = await loadProfile(context, id);
  if (profile.member.isBot) {
    throw new InputError('nobody to invite', phrase('invitations.error.nobody', { name: profile.member.name }));
  }
  await invitationsStore(context.tx).removeOf(id);
  const [made] = await makeLinks(context, [id]);
  if (!made) throw new Error('no link was made');
  const { now } = context;
  await context.audit.append({ at: now, actor, action: 'invitations.link', details: { member: id } });
  const accounts = (await accountsOfMany(context, [id])).get(id) ?? [];
  if (accounts.length > 0 && actor !== id) {
    await context.deliveries.plan({
      key: `invitations:link-made:${id}:${now}`,
      kind: 'invitations.link-made',
      args: { member: id },
      to: { to: 'member', member: id },
      dueAt: now,
    });
  }
  return { ...profile, made };
}
