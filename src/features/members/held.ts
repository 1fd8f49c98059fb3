import type { MemberId } from '../../core/ids.js';
import type { Instant } from '../../core/time.js';
import type { Repositories, Store } from '../../ports/store.js';
import { requireMember } from './dependencies.js';

const PAGE = 500;
const moment = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());

/**
 * Everything that is held about a member, for themselves: as plain data under English names. Of other people there are
 * only the names of those they met or avoid; what those answered stays theirs.
 */
export async function heldAbout(store: Store, id: MemberId): Promise<Record<string, unknown>> {
  const { autocommit: read } = store;
  const member = await requireMember(read, id);
  const organisation = member.organisation === null ? undefined : await read.organisations.find(member.organisation);
  const identities = await read.members.identities(id);
  const { organisation: _, joinedAt, lastActiveAt, ...profile } = member;
  return {
    profile: {
      ...profile,
      organisation: organisation === undefined ? null : { name: organisation.name, type: organisation.type, status: organisation.status },
      joinedAt: moment(joinedAt),
      lastActiveAt: moment(lastActiveAt),
    },
    accounts: identities,
    relays: await relaysOf(read, id),
    messagesOnTheirWay: await read.deliveries.wordsBy(id),
    organiserActions: (await auditOf(read, id)).map(({ at, action, details }) => ({ at: moment(at), action, details })),
    messagesToYou: (await read.deliveries.list({ member: id, limit: 100_000 })).map(({ kind, state, dueAt, sentAt }) => ({
      kind,
      state,
      dueAt: moment(dueAt),
      sentAt: moment(sentAt),
    })),
    messagesYouWrote: await writtenBy(
      read,
      identities.filter(({ platform }) => platform === 'web').map(({ user }) => user),
    ),
  };
}

/** Whom one's words were carried to, and whether. The words themselves are not kept; those still on their way are one's own. */
async function relaysOf(read: Repositories, id: MemberId) {
  const result: Record<string, unknown>[] = [];
  for (const { state, words, members } of await read.relays.ofMember(id)) {
    const others = members.flatMap(({ member }) => (member === id ? [] : [member]));
    const yours = members.find(({ member }) => member === id)?.state;
    result.push({ with: (await read.members.findMany(others)).map(({ name }) => name), state, words, yours });
  }
  return result;
}

async function auditOf(read: Repositories, actor: MemberId) {
  const entries = [];
  for (let offset = 0; ; offset += PAGE) {
    const page = await read.audit.list({ offset, limit: PAGE, actor });
    entries.push(...page);
    if (page.length < PAGE) return entries;
  }
}

async function writtenBy(read: Repositories, users: readonly string[]) {
  const result: Record<string, unknown>[] = [];
  for (const user of users) {
    for (const { at, content } of await read.webChat.writtenBy(user)) {
      if (content.type !== 'text') continue;
      result.push({ at: moment(at), text: content.text, files: content.files.map(({ name }) => name) });
    }
  }
  return result;
}
