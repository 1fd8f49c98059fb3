import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChannelType } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/cli/open-store.js';
import { readEnvironment } from '../../src/config/environment.js';
import type { MemberId } from '../../src/core/ids.js';
import { after, DAY, systemClock } from '../../src/core/time.js';
import type { RoundId } from '../../src/features/coffee/types.js';
import { aMember } from '../contract/store/samples.js';
import { memberWith } from '../support/active-member.js';
import { type FakeDiscord, requests, startFakeDiscord } from '../support/discord/index.js';
import { ENGINES, hasEngine, startEngine } from '../support/engines.js';
import { type Program, removeFolder, startProgram } from '../support/program.js';
import { engineEnv, fakePlatformsEnv } from '../support/program-env.js';
import { type FakeSlack, startSlack } from '../support/slack/index.js';
import { type TestStore, testStoreOf } from '../support/store.js';
import { tell } from './form.js';

const STOPPED_MS = 10_000;
/** Before the leases of a process that was killed would have run out. */
const TAKEN_MS = 15_000;
/** To each platform. */
const READERS = 15;
/** So many take longer to match than a stop lasts. */
const CROWD = 12_000;

/** The real program is told to stop while the platforms do not answer and a large round is being matched. */
describe('a graceful stop', () => {
  for (const engine of ENGINES) {
    test.skipIf(!hasEngine(engine))(`${engine}: the process ends in time, and what it had in hand is there for the next one`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'mudhif-torture-'));
      const running = await startEngine(engine, folder);
      const slack = await startSlack({ clock: systemClock });
      const discord = await startFakeDiscord({ clock: systemClock });
      const { database, communityId } = await openStore(readEnvironment({ DATABASE_URL: running.database }));
      const store = testStoreOf(database, communityId);
      const begin = () =>
        startProgram(['start'], {
          folder,
          env: {
            ...engineEnv(running),
            ...fakePlatformsEnv(slack, discord),
            LOG_LEVEL: 'info',
          },
        });
      const inHand = async () => (await store.autocommit.agenda.list({ states: ['running'], limit: 1000 })).map(({ kind }) => kind);
      const isMatching = async () => (await inHand()).includes('coffee.match');
      const sent = async () =>
        (await store.autocommit.deliveries.list({ states: ['sent'], limit: 1000 })).filter(({ key }) => key.startsWith('hello')).length;
      let program: Program | undefined;
      const stop = async () => {
        const had = (await inHand()).length;
        const began = performance.now();
        expect(await program?.end('SIGTERM')).toBe(0);
        const took = performance.now() - began;
        tell(
          `${engine}: told to stop with ${had} rows in hand, the matching of ${CROWD} among them: ended after ${(took / 1000).toFixed(1)} s`,
        );
        expect(took).toBeLessThan(STOPPED_MS);
        expect(await inHand()).toEqual([]);
        const { failed = 0 } = await store.autocommit.agenda.countByState();
        expect(failed).toBe(0);
        expect(await store.autocommit.agenda.list({ kindPrefix: 'coffee.match', limit: 2 })).toMatchObject([
          { state: 'planned', attempts: 0 },
        ]);
      };
      try {
        slack.fail('chat.postMessage', { type: 'hang' }, Number.POSITIVE_INFINITY);
        discord.faults.next(requests('POST', /^\/channels\/\d+\/messages$/), { type: 'hang', commit: true }, Number.POSITIVE_INFINITY);
        await planMessages(store, slack, discord);
        await planMatching(store);
        program = await begin();
        await expect.poll(isMatching, { timeout: 30_000 }).toBe(true);
        await expect.poll(async () => (await inHand()).length, { timeout: 30_000 }).toBeGreaterThan(READERS);
        await stop();
        expect(await sent()).toBe(0);

        slack.heal();
        discord.faults.clear();
        program = await begin();
        // All of it is taken at once, not after leases have run out.
        const began = performance.now();
        await expect.poll(isMatching, { timeout: TAKEN_MS }).toBe(true);
        tell(`${engine}: the next process matches ${((performance.now() - began) / 1000).toFixed(1)} s after it is ready`);
        await expect.poll(sent, { timeout: 30_000 }).toBe(2 * READERS);
        await stop();
        const inDirect = [...slack.channels.values()]
          .filter(({ kind }) => kind === 'im')
          .map(({ id }) => slack.messages.filter(({ channel }) => channel === id).length);
        for (const { type, messages } of discord.world.channels.values()) if (type === ChannelType.DM) inDirect.push(messages.length);
        expect(inDirect).toEqual(Array.from({ length: 2 * READERS }, () => 1));
      } finally {
        await program?.end('SIGKILL');
        await store.close();
        await slack.close();
        await discord.close();
        await running.end();
        removeFolder(folder);
      }
    });
  }
});

/** A welcome for each of some newcomers on both platforms. */
async function planMessages(store: TestStore, slack: FakeSlack, discord: FakeDiscord): Promise<void> {
  const now = systemClock.now();
  for (let index = 0; index < 2 * READERS; index += 1) {
    const user = index % 2 === 0 ? slack.addUser({ id: `U${String(index).padStart(8, '0')}` }).id : discord.person(`Newcomer ${index}`).id;
    const account =
      index % 2 === 0
        ? ({ platform: 'slack', space: slack.team, user } as const)
        : ({ platform: 'discord', space: discord.world.guild.id, user } as const);
    const newcomer = {
      name: `Newcomer ${index}`,
      status: 'newcomer',
      inductionStep: 'language',
      joinedAt: now,
      lastActiveAt: now,
    } as const;
    const member = await memberWith(store, account, newcomer);
    await store.autocommit.accounts.touch([{ account, opened: true }], now);
    await store.autocommit.deliveries.plan({
      key: `hello:${index}`,
      kind: 'members.welcome',
      args: { member },
      to: { to: 'member', member },
      dueAt: now,
    });
  }
}

/** A round of so many that it takes a while. */
async function planMatching(store: TestStore): Promise<RoundId> {
  const now = systemClock.now();
  return store.transaction(async (r) => {
    const taking: MemberId[] = [];
    for (let index = 0; index < CROWD; index += 1) {
      const member = await r.members.insert(
        aMember({
          name: `Member ${index}`,
          status: 'active',
          offers: [`term ${index % 60}`],
          wants: [`term ${(index * 7) % 60}`],
          joinedAt: after(now, -100 * DAY),
        }),
      );
      taking.push(member);
      await r.coffee.saveEnrolment({
        member,
        state: 'in',
        pausedUntil: null,
        unanswered: 0,
        volunteer: false,
        joinedAt: after(now, -90 * DAY),
      });
    }
    const round = await r.coffee.insertRound({
      number: 1,
      state: 'invited',
      invitationAt: after(now, -3 * DAY),
      matchingAt: now,
      nudgeAt: after(now, 10 * DAY),
      checkInAt: after(now, 20 * DAY),
      closingAt: after(now, 25 * DAY),
      seed: 7,
      explanation: null,
    });
    await r.coffee.saveParticipations(
      taking.map((member) => ({ round, member, answer: 'in', result: 'pending', reason: null, responded: true })),
    );
    return round;
  });
}
