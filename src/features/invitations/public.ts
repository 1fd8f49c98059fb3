import type { MemberId } from '../../core/ids.js';
import { privately, type Reply } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { Context } from '../../feature-api/index.js';
import { linkReply, overviewCard } from './cards/invite.js';
import { inviteOne } from './links.js';
import { overview } from './overview.js';

/**
 * `/community invite`: one person's link, or all that can be done.
 *
 * @throws {InputError} For a bot.
 */
export async function inviteReply(context: Context, { actor, language }: Request, member: MemberId | undefined): Promise<Reply> {
  if (member === undefined) return privately(overviewCard(await overview(context), language));
  return linkReply(await inviteOne(context, actor.id, member), actor, language);
}
