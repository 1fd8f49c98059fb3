import { Routes } from 'discord.js';
import { between, type Clock, type Instant, toInstant } from '../../../src/core/time.js';
import type { Identity, Inbox } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Api, Calls } from '../connect/client.js';
import { codeOf, isPermission } from '../errors.js';
import { LIMITS, TIMES } from '../limits.js';
import { askForMember, type ServerMember as Member, profileOf } from '../places/profiles.js';
import type { Problems } from '../problems.js';

export interface RosterDependencies {
  readonly api: Api;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly problems: Problems;
  readonly inbox: Inbox;
  readonly guildId: () => string;
  readonly knownAccounts: (() => Promise<readonly string[]>) | undefined;
  readonly leftAccounts: (() => Promise<readonly string[]>) | undefined;
}

/** Who is in the server. */
export interface Roster {
  /** Reads who is in the server, and hands on who joined and left meanwhile. Never throws. */
  reconcile(): Promise<void>;
  /** Notes that a person joined, as Discord has reported. */
  joined(member: Member): Promise<void>;
  /** Discord has reported that a person left, or a message could not reach them. */
  left(user: string): Promise<void>;
  /** Whether a person, who waits for it, is in the server. False if Discord can't tell. */
  has(user: string): Promise<boolean>;
}

/**
 * Keeps track of who is in the server and since when. Discord can report joining and leaving late, twice or out of order. Therefore
 * a person's stay is identified by the moment they joined, and Discord is asked when a report contradicts what is known.
 */
export function createRoster({ api, clock, logger, problems, inbox, guildId, knownAccounts, leftAccounts }: RosterDependencies): Roster {
  /** When each person joined; undefined until the members are read. */
  let present: Map<string, Instant> | undefined;
  /** When people were reported to have left who were not known to be there: their joining may be reported later. */
  const early = new Map<string, Instant>();
  /** When people who left had joined. */
  const departed = new Map<string, Instant>();

  const identity = (user: string): Identity => ({ platform: 'discord', space: guildId(), user });
  const since = ({ joined_at }: Member): Instant => toInstant(Date.parse(joined_at ?? '') || 0);

  const reportThere = (member: Member, how: 'join' | 'return', at: Instant): Promise<void> => {
    const { user } = member;
    return inbox.joined({ eventId: `discord:${how}:${guildId()}:${user.id}:${at}`, from: identity(user.id), profile: profileOf(member) });
  };

  const reportJoined = (member: Member): Promise<void> => reportThere(member, 'join', since(member));

  const reportLeft = (user: string, joinedAt: Instant): Promise<void> =>
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

  const ask = (user: string, through: Calls = api) => askForMember(through, guildId(), user);

  /** Reports are handled one after the other, in the order in which they came. */
  let last: Promise<void> = Promise.resolve();
  const inOrder = (work: () => Promise<void>): Promise<void> => {
    last = last.then(work, work);
    return last;
  };

  const roster: Roster = {
    async reconcile() {
      try {
        const before = present;
        // Read before Discord's list: somebody whom another process adds afterwards would seem to have left.
        const known = before ? [...before.keys()] : ((await knownAccounts?.()) ?? []);
        // Read before it too: somebody who leaves afterwards may still be in the list, and would seem to have come back.
        const gone = new Set(await leftAccounts?.());
        const members = await readAll();
        present = new Map(members.map((member) => [member.user.id, since(member)]));
        early.clear();
        departed.clear();
        problems.over('members-intent-missing');
        for (const member of members) {
          const isNew = before ? before.get(member.user.id) !== since(member) : between(since(member), clock.now()) < TIMES.arrivals;
          // Their joining was reported long ago and is not accepted again, so an account that was noted as gone is reported as back.
          if (gone.has(member.user.id)) await reportThere(member, 'return', clock.now());
          else if (isNew) await reportJoined(member);
        }
        // Without the moment they joined: the list may only lack them, and then a later report of their leaving must still count.
        for (const user of known) if (!present.has(user)) await reportLeft(user, clock.now());
      } catch (error) {
        if (isPermission(error)) problems.report({ code: 'members-intent-missing' });
        else logger.warn({ code: codeOf(error), error }, 'the members of the Discord server could not be read');
      }
    },

    async joined(member) {
      const { id } = member.user;
      const gone = early.get(id);
      early.delete(id);
      // If their leaving was reported first, they are gone again, unless Discord says that they are there.
      if (gone !== undefined && gone >= since(member) && !(await ask(id).catch(() => member))) return;
      if (present?.get(id) === since(member) || departed.get(id) === since(member)) return;
      departed.delete(id);
      present?.set(id, since(member));
      await reportJoined(member);
    },

    async left(user) {
      const joinedAt = present?.get(user);
      if (joinedAt === undefined && departed.has(user)) return;
      // The report is late if the person is there: they have come back.
      const there = await ask(user).catch(() => undefined);
      if (there) {
        if (joinedAt === since(there)) return;
        present?.set(user, since(there));
        await reportJoined(there);
        return;
      }
      if (joinedAt === undefined) early.set(user, clock.now());
      departed.set(user, joinedAt ?? clock.now());
      present?.delete(user);
      await reportLeft(user, joinedAt ?? clock.now());
    },

    async has(user) {
      if (present) return present.has(user);
      return (await ask(user, api.answering).catch(() => undefined)) !== undefined;
    },
  };
  return {
    has: roster.has,
    reconcile: () => inOrder(roster.reconcile),
    joined: (member) => inOrder(() => roster.joined(member)),
    left: (user) => inOrder(() => roster.left(user)),
  };
}
