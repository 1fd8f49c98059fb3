import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { hashOf } from '../members/public.js';
import { chatLink, noteBegun } from './links.js';
import { newSecret } from './secrets.js';

/** The hash of the secret of the link by which strangers may ask to join; empty while it is closed. */
const JOIN_LINK = 'invitations.join-link';

export async function isJoinOpen({ community }: Pick<Context, 'community'>): Promise<boolean> {
  return ((await community.fact(JOIN_LINK)) ?? '') !== '';
}

export async function isJoinLink({ community }: Pick<Context, 'community'>, hash: string): Promise<boolean> {
  return (await community.fact(JOIN_LINK)) === hash;
}

/** Makes a new join link; the earlier one works no more. Throws a `NotFoundError` where there is no browser chat. */
export async function renewJoinLink(context: Context, actor: MemberId): Promise<string> {
  const secret = newSecret();
  const link = chatLink(context, `/sign-in/join/${secret}`);
  await context.community.saveFact(JOIN_LINK, await hashOf(secret));
  await noteBegun(context);
  await context.audit.append({ at: context.now, actor, action: 'invitations.join-open', details: {} });
  return link;
}

export async function closeJoinLink(context: Context, actor: MemberId): Promise<void> {
  if (!(await isJoinOpen(context))) return;
  await context.community.saveFact(JOIN_LINK, '');
  await context.audit.append({ at: context.now, actor, action: 'invitations.join-close', details: {} });
}
