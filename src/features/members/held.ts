import type { MatchId, MemberId } from '../../core/ids.js';
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
  const enrolment = await read.coffee.enrolment(id);
  const { organisation: _, joinedAt, lastActiveAt, ...profile } = member;
  return {
    profile: {
      ...profile,
      organisation: organisation === undefined ? null : { name: organisation.name, type: organisation.type, status: organisation.status },
      joinedAt: moment(joinedAt),
      lastActiveAt: moment(lastActiveAt),
    },
    accounts: identities,
    doNotMatch: (await read.members.findMany(await read.members.avoided(id))).map(({ id: other, name }) => ({ id: other, name })),
    coffee: {
      enrolment: enrolment === undefined ? null : { ...enrolment, joinedAt: moment(enrolment.joinedAt) },
      rounds: await roundsOf(read, id),
      matches: await matchesOf(read, id),
    },
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

async function roundsOf(read: Repositories, id: MemberId) {
  const result: Record<string, unknown>[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const rounds = await read.coffee.rounds({ limit: PAGE, offset });
    for (const round of rounds) {
      const participation = await read.coffee.participation(round.id, id);
      if (!participation) continue;
      // Why nobody was found may lie in what others asked for in confidence: the reason stays out.
      const { answer, result: outcome, responded } = participation;
      const given = (await read.coffee.given(round.id)).find(({ member }) => member === id);
      result.push({
        round: round.number,
        matchingAt: moment(round.matchingAt),
        answer,
        result: outcome,
        responded,
        // Kept to match the round again. Of words only their numbers.
        ...(given && { givenToTheMatching: JSON.parse(given.given) as unknown }),
      });
    }
    if (rounds.length < PAGE) return result;
  }
}

async function matchesOf(read: Repositories, id: MemberId) {
  const matches = await read.coffee.matchesOf(id);
  const others = matches.flatMap(({ members }) => members.flatMap(({ member }) => (member === null || member === id ? [] : [member])));
  const names = new Map((await read.members.findMany([...new Set(others)])).map((other) => [other.id, other.name]));
  const rounds = new Map<MatchId, number | undefined>();
  for (const match of matches) rounds.set(match.id, (await read.coffee.round(match.round))?.number);
  return matches.map((match) => {
    const own = match.members.find(({ member }) => member === id);
    return {
      round: rounds.get(match.id) ?? null,
      with: match.members.flatMap(({ member }) => (member === id ? [] : [member === null ? null : (names.get(member) ?? null)])),
      youWriteFirst: match.firstToWrite === id,
      commonLanguages: match.commonLanguages,
      yourCheckIn: own?.checkIn ?? null,
      yourOutcome: own?.outcome ?? null,
      yourNote: own?.note ?? null,
      yourLaterOutcome: own?.laterOutcome ?? null,
    };
  });
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
