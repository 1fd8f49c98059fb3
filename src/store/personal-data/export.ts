import type { MemberId } from '../../core/ids.js';
import type { Instant } from '../../core/time.js';
import type { Identity } from '../../ports/chat.js';
import { auditRepository } from '../repositories/audit.js';
import type { Context } from '../repositories/context.js';
import { deliveryRepository } from '../repositories/deliveries.js';
import { webChatRepository } from '../repositories/web-chat.js';

const PAGE = 500;
const moment = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());

/** Exports what the engines hold about a member, as plain data under English names. */
export async function exportPerson(context: Context, member: MemberId, accounts: readonly Identity[]): Promise<Record<string, unknown>> {
  const deliveries = deliveryRepository(context);
  return {
    messagesOnTheirWay: await deliveries.wordsBy(member),
    organiserActions: (await actionsOf(context, member)).map(({ at, action, details }) => ({ at: moment(at), action, details })),
    messagesToYou: (await deliveries.list({ member, limit: 100_000 })).map(({ kind, state, dueAt, sentAt }) => ({
      kind,
      state,
      dueAt: moment(dueAt),
      sentAt: moment(sentAt),
    })),
    messagesYouWrote: await writtenBy(
      context,
      accounts.filter(({ platform }) => platform === 'web').map(({ user }) => user),
    ),
  };
}

async function actionsOf(context: Context, actor: MemberId) {
  const audit = auditRepository(context);
  const entries = [];
  for (let offset = 0; ; offset += PAGE) {
    const page = await audit.list({ offset, limit: PAGE, actor });
    entries.push(...page);
    if (page.length < PAGE) return entries;
  }
}

async function writtenBy(context: Context, users: readonly string[]) {
  const chat = webChatRepository(context);
  const result: Record<string, unknown>[] = [];
  for (const user of users) {
    for (const { at, content } of await chat.writtenBy(user)) {
      if (content.type !== 'text') continue;
      result.push({ at: moment(at), text: content.text, files: content.files.map(({ name }) => name) });
    }
  }
  return result;
}
