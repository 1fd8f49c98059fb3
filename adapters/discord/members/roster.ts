import { type APIGuildMember, type APIUser, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Clock } from '../../../src/core/time.js';
import type { Identity, Inbox } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Api } from '../connect/client.js';
import { codeOf, isPermission } from '../errors.js';
import { LIMITS, TIMES } from '../limits.js';
import type { Problems } from '../problems.js';
import { nameOf } from '../render/labels.js';

type Member = Pick<APIGuildMember, 'nick' | 'joined_at'> & { readonly user: APIUser };

export interface RosterDependencies {
  readonly api: Api;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly problems: Problems;
  readonly inbox: Inbox;
  readonly guildId: () => string;
  readonly knownAccounts: (() => Promise<readonly string[]>) | undefined;
}

export interface Roster {
  /** Reads who is in the server, and tells who came and went meanwhile. Never throws. */
  reconcile(): Promise<void>;
  joined(member: Member): Promise<void>;
  left(user: string): Promise<void>;
  has(user: string): Promise<boolean>;
}

/**
 * Who is in the server and since when. An arrival is named by its moment, so the same one told again, late or out of order
 * changes nothing; where an event does not fit what we know, Discord is asked.
 */
export function createRoster({ api, clock, logger, problems, inbox, guildId, knownAccounts }: RosterDependencies): Roster {
  /** When each came, in milliseconds; undefined until it was read. */
  let present: Map<string, number> | undefined;
  /** Leavings of people whom we did not know, by the moment we heard of them; and since when those who left had been there. */
  const early = new Map<string, number>();
  const departed = new Map<string, number>();

  const identity = (user: string): Identity => ({ platform: 'discord', space: guildId(), user });
  const since = ({ joined_at }: Member): number => Date.parse(joined_at ?? '') || 0;

  const tellJoined = (member: Member): Promise<void> => {
    const { user } = member;
    return inbox.joined({
      eventId: `discord:join:${guildId()}:${user.id}:${since(member)}`,
      from: identity(user.id),
      profile: { name: nameOf(user, member.nick), isBot: user.bot ?? false },
    });
  };

  const tellLeft = (user: string, joinedAt: number): Promise<void> =>
    inbox.left({ eventId: `discord:leave:${guildId()}:${user}:${joinedAt}`, from: identity(user) });

  const readAll = async (): Promise<readonly Member[]> => {
    const all: Member[] = [];
    let after = '0';
    for (;;) {
      const page = await api.call<Member[]>({
        method: 'GET',
        route: Routes.guildMembers(guildId()),
        query: { limit: LIMITS.membersPerPage, after },
      });
      all.push(...page);
      after = page.at(-1)?.user.id ?? after;
      if (page.length < LIMITS.membersPerPage) return all;
    }
  };

  const ask = async (user: string): Promise<Member | undefined> => {
    try {
      return await api.call<Member>({ method: 'GET', route: Routes.guildMember(guildId(), user) });
    } catch (error) {
      if (codeOf(error) === RESTJSONErrorCodes.UnknownMember || codeOf(error) === RESTJSONErrorCodes.UnknownUser) return undefined;
      throw error;
    }
  };

  /** One after the other, in the order in which they came. */
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    last = last.then(work, work);
    return last;
  };

  const roster: Roster = {
    async reconcile() {
      try {
        const before = present;
        const members = await readAll();
        present = new Map(members.map((member) => [member.user.id, since(member)]));
        early.clear();
        departed.clear();
        problems.over('members-intent-missing');
        for (const member of members) {
          const news = before ? before.get(member.user.id) !== since(member) : clock.now() - since(member) < TIMES.arrivals;
          if (news) await tellJoined(member);
        }
        const known = before ? [...before.keys()] : ((await knownAccounts?.()) ?? []);
        for (const user of known) if (!present.has(user)) await tellLeft(user, before?.get(user) ?? clock.now());
      } catch (error) {
        if (isPermission(error)) problems.report({ code: 'members-intent-missing' });
        else logger.warn({ code: codeOf(error), error }, 'the members of the server could not be read');
      }
    },

    async joined(member) {
      const { id } = member.user;
      const gone = early.get(id);
      early.delete(id);
      // A leaving that came first belongs to this arrival, unless Discord says that they are there.
      if (gone !== undefined && gone >= since(member) && !(await ask(id).catch(() => member))) return;
      if (present?.get(id) === since(member) || departed.get(id) === since(member)) return;
      departed.delete(id);
      present?.set(id, since(member));
      await tellJoined(member);
    },

    async left(user) {
      const joinedAt = present?.get(user);
      if (joinedAt === undefined && departed.has(user)) return;
      // Told late: whoever is there now has come back.
      const there = await ask(user).catch(() => undefined);
      if (there) {
        if (joinedAt === since(there)) return;
        present?.set(user, since(there));
        await tellJoined(there);
        return;
      }
      if (joinedAt === undefined) early.set(user, clock.now());
      departed.set(user, joinedAt ?? clock.now());
      present?.delete(user);
      await tellLeft(user, joinedAt ?? clock.now());
    },

    async has(user) {
      if (present) return present.has(user);
      return (await ask(user).catch(() => undefined)) !== undefined;
    },
  };
  return {
    has: roster.has,
    reconcile: () => inTurn(roster.reconcile),
    joined: (member) => inTurn(() => roster.joined(member)),
    left: (user) => inTurn(() => roster.left(user)),
  };
}
