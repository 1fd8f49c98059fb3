// A community of 2,000 in the coffee chats and 1,000 others who will ask, in a database of its own; and the means to have its round matched again and again.

import { type OpenStore, openStore } from '../../src/cli/open-store.js';
import { readEnvironment } from '../../src/config/environment.js';
import type { MemberId, OrganisationId } from '../../src/core/ids.js';
import { after, DAY, systemClock } from '../../src/core/time.js';
import type { CoffeeTables } from '../../src/features/coffee/store/tables.js';
import type { NewMember } from '../../src/features/members/types.js';
import { aMember } from '../../test/support/records.js';
import { testStoreOf } from '../../test/support/store.js';
import { community } from '../support/community.js';
import { slackUser } from './messages.js';

export interface Seeded extends OpenStore {
  /** Has the round matched (again): resolves once the bot has begun. */
  match(): Promise<void>;
  /** Resolves once nothing is due any more. */
  quiet(): Promise<void>;
}

export async function seed(
  file: string,
  people: { readonly slackTeam: string; readonly guild: string; readonly discord: readonly string[] },
): Promise<Seeded> {
  const opened = await openStore(readEnvironment({ DATABASE_URL: `sqlite:${file}` }));
  const store = testStoreOf(opened.database, opened.communityId);
  const now = systemClock.now();
  const crowd = community(2_000, 0, 1).participants;
  const member = (index: number, organisation: OrganisationId): NewMember => {
    const like = crowd[index % crowd.length];
    return aMember({
      name: `Member ${index}`,
      organisation,
      languages: [...new Set([...(like?.languages ?? []), 'ar'])],
      sectors: ['protection', 'recovery'].slice(0, 1 + (index % 2)),
      offers: [...(like?.offers ?? [])],
      wants: [...(like?.wants ?? [])],
      joinedAt: after(now, -100 * DAY),
      lastActiveAt: now,
    });
  };
  const round = await store.transaction(async (r) => {
    const organisations: OrganisationId[] = [];
    for (let index = 0; index < 200; index++) {
      organisations.push(
        await r.organisations.insert({
          name: `Organisation ${index}`,
          type: 'local',
          governorates: ['baghdad'],
          sectors: [],
          status: 'approved',
        }),
      );
    }
    const organisationOf = (index: number): OrganisationId => organisations[index % organisations.length] as OrganisationId;
    for (let index = 0; index < people.discord.length; index++) {
      await r.accounts.link(await r.members.insert(member(index, organisationOf(index))), {
        platform: 'slack',
        space: people.slackTeam,
        user: slackUser(index),
      });
      await r.accounts.link(await r.members.insert(member(index, organisationOf(index))), {
        platform: 'discord',
        space: people.guild,
        user: people.discord[index] ?? '',
      });
    }
    const taking: MemberId[] = [];
    for (let index = 0; index < 2_000; index++) taking.push(await r.members.insert(member(index, organisationOf(index))));
    for (const id of taking)
      await r.coffee.saveEnrolment({
        member: id,
        state: 'in',
        pausedUntil: null,
        unanswered: 0,
        volunteer: false,
        joinedAt: after(now, -90 * DAY),
      });
    const moments = {
      invitationAt: after(now, -3 * DAY),
      matchingAt: now,
      nudgeAt: after(now, 10 * DAY),
      checkInAt: after(now, 20 * DAY),
      closingAt: after(now, 25 * DAY),
    };
    const id = await r.coffee.insertRound({ number: 1, state: 'invited', ...moments, seed: 7, explanation: null });
    await r.coffee.saveParticipations(
      taking.map((each) => ({ round: id, member: each, answer: 'in', result: 'pending', reason: null, responded: true })),
    );
    return id;
  });

  const due = async (): Promise<boolean> => ((await store.autocommit.agenda.nextDue()) ?? Number.POSITIVE_INFINITY) <= systemClock.now();
  const until = async (condition: () => Promise<boolean>): Promise<void> => {
    const end = performance.now() + 120_000;
    while (!(await condition())) {
      if (performance.now() > end) throw new Error('waited for the agenda for two minutes');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  let times = 0;
  return {
    ...opened,
    async match() {
      times += 1;
      const key = `bench:match:${times}`;
      await opened.database.db.withTables<CoffeeTables>().deleteFrom('coffee_matches').execute();
      await store.transaction(async (r) => {
        const participations = await r.coffee.participations(round);
        await r.coffee.saveParticipations(participations.map((each) => ({ ...each, result: 'pending' as const, reason: null })));
        await r.coffee.updateRound(round, { state: 'invited' });
        await r.agenda.plan({ key, kind: 'coffee.match', payload: { round }, dueAt: systemClock.now() });
      });
      await until(async () => (await store.autocommit.agenda.find(key))?.state !== 'planned');
    },
    quiet: () => until(async () => !(await due())),
  };
}
