import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { accountsStore } from './store/index.js';

/** Ends the member's sessions in the browser chat and its pages, on every device. Returns how many there were. */
export async function signOutEverywhere(context: Context, by: MemberId, member: MemberId): Promise<number> {
  const ended = await context.webSessions.removeAccounts(await accountsStore(context.tx).of(member));
  await context.audit.append({ at: context.now, actor: by, action: 'member.sign-out', details: { member } });
  context.logger.info({ member, ended }, 'signed out everywhere');
  return ended;
}
