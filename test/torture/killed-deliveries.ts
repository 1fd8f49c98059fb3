import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/cli/open-store.js';
import { readEnvironment } from '../../src/config/environment.js';
import type { MemberId } from '../../src/core/ids.js';
import { after, systemClock } from '../../src/core/time.js';
import { memberWith } from '../support/active-member.js';
import { bundle } from '../support/bundle.js';
import { type FakeDiscord, startFakeDiscord } from '../support/discord/index.js';
import { type EngineName, hasEngine, startEngine } from '../support/engines.js';
import { type ChildOptions, type KillableChild, startChild } from '../support/kill.js';
import { BOT_TOKEN, type FakeSlack, startSlack } from '../support/slack/index.js';
import { type TestStore, testStoreOf } from '../support/store.js';
import { inForm, tell } from './form.js';

const CHILD = fileURLToPath(new URL('../support/kill-child.ts', import.meta.url));
const KILLS = inForm(25, 500);
const DELIVERIES = inForm(500, 10_000);
const READERS = inForm(40, 200);
/** What is under way when a process is killed is taken up within seconds here, not within the minute it takes else. */
const TIMES = { leaseMs: 4_000, sweepMs: 1_000 };
/** So many wait besides those in hand, so that no process ever idles before the end. */
const AHEAD = 150;
const FIRST_START_MS = 500;
const FIRST_WORK_MS = 200;
const SHARE = (DELIVERIES - AHEAD) / KILLS;
const END_LIMIT_MS = 120_000;

/** Every message that a platform shows, by its words, in order, for each conversation. */
type Shown = ReadonlyMap<string, readonly number[]>;

const NUMBER = /news number (\d+)/;

function shownOnSlack(slack: FakeSlack): Shown {
  const shown = new Map<string, string[]>();
  for (const message of slack.messages)
    shown.set(message.channel, [...(shown.get(message.channel) ?? []), `${message.text} ${JSON.stringify(message.blocks)}`]);
  return new Map([...shown].map(([channel, texts]) => [channel, numbersIn(texts)]));
}

function shownOnDiscord(discord: FakeDiscord): Shown {
  return new Map(
    [...discord.world.channels.values()].map(({ id, messages }) => [
      id,
      numbersIn(messages.filter(({ deleted }) => !deleted).map((message) => discord.words(message))),
    ]),
  );
}

const numbersIn = (texts: readonly string[]): readonly number[] =>
  texts.flatMap((text) => {
    const found = NUMBER.exec(text)?.[1];
    return found === undefined ? [] : [Number(found)];
  });

/** Kill -9 at random moments while deliveries go out on both platforms: none lost, none doubled, each conversation in order. */
export function describeKilledDeliveries(engine: EngineName): void {
  describe.skipIf(!hasEngine(engine))(`killed again and again on ${engine}`, () => {
    test(`${DELIVERIES} deliveries in ${KILLS} lives: none lost, none doubled`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'mudhif-torture-'));
      const running = await startEngine(engine, folder, { durable: true });
      const slack = await startSlack({ clock: systemClock });
      const discord = await startFakeDiscord({
        clock: systemClock,
        limits: { perSecond: 1_000_000, posts: { limit: 1_000_000, windowMs: 1 } },
      });
      const program = await bundle(CHILD);
      const { database, communityId } = await openStore(readEnvironment({ DATABASE_URL: running.database }));
      const store = testStoreOf(database, communityId);
      const alone = running.redis === undefined && running.servers.postgres === undefined;
      const options: ChildOptions = {
        database: running.database,
        ...(running.redis !== undefined && { redis: running.redis }),
        fakes: { slack: { apiUrl: slack.apiUrl, token: BOT_TOKEN }, discord: { apiUrl: discord.apiUrl, token: discord.token } },
        times: TIMES,
        stays: true,
      };
      const children: KillableChild[] = [];
      const shownSoFar = () =>
        slack.messages.length + [...discord.world.channels.values()].reduce((sum, { messages }) => sum + messages.length, 0);
      try {
        const readers = await makeReaders(store, slack, discord);
        const began = performance.now();
        for (let index = 0; index < (alone ? 1 : 2); index += 1) children.push(startChild(program.file, options));
        let planned = 0;
        const hits = { starting: 0, atWork: 0 };
        let [startMs, workMs] = [FIRST_START_MS, FIRST_WORK_MS];
        for (let kill = 0; kill < KILLS; kill += 1) {
          const until = Math.round(AHEAD + SHARE * (kill + 1));
          await plan(store, readers, planned, until);
          planned = until;
          // At any moment, whatever a process is about; on average as far apart as a start and a share of the deliveries.
          await sleep((Math.random() * 2 * (startMs + workMs)) / children.length);
          workMs *= Math.min(2, Math.max(0.5, (planned - shownSoFar()) / AHEAD));
          const victim = Math.floor(Math.random() * children.length);
          const child = children[victim];
          if (child === undefined) throw new Error('no process');
          child.process.kill('SIGKILL');
          await child.ended;
          const readyMs = child.readyMs();
          if (readyMs === undefined) hits.starting += 1;
          else if ((await store.autocommit.agenda.countByState()).running) hits.atWork += 1;
          startMs = readyMs ?? startMs;
          children[victim] = startChild(program.file, options);
        }
        const limit = performance.now() + END_LIMIT_MS;
        while (await isAtWork(store)) {
          if (performance.now() > limit) throw new Error(JSON.stringify(await store.autocommit.agenda.countByState()));
          await sleep(100);
        }
        const shown = [...shownOnSlack(slack).values(), ...shownOnDiscord(discord).values()];
        const all = shown.flat();
        const lost = DELIVERIES - new Set(all).size;
        const doubled = all.length - new Set(all).size;
        const { failed = 0 } = await store.autocommit.agenda.countByState();
        const held = (await store.autocommit.deliveries.list({ states: ['held'], limit: 10 })).length;
        for (const { key, attempts, interruptions, reason } of await store.autocommit.agenda.list({ states: ['failed'], limit: 10 })) {
          const delivery = await store.autocommit.deliveries.find(key.slice('deliver:'.length));
          const isThere = all.includes(Number(key.split(':').at(-1)));
          tell(
            `${key} failed: ${reason}, ${attempts} attempts, ${interruptions} interruptions; ${delivery?.state}, ${isThere ? 'there' : 'not there'}`,
          );
        }
        const seconds = Math.round((performance.now() - began) / 1000);
        tell(
          `${engine}: ${DELIVERIES} deliveries, ${KILLS} kills: ${lost} lost, ${doubled} doubled, ${failed} failed, ${held} held, ${seconds} s; ${hits.starting} while starting, ${hits.atWork} with rows in hand`,
        );
        expect({ lost, doubled, failed, held }).toEqual({ lost: 0, doubled: 0, failed: 0, held: 0 });
        for (const conversation of shown) expect(conversation).toEqual([...conversation].sort((a, b) => a - b));
        expect(await store.autocommit.deliveries.list({ states: ['sent'], limit: DELIVERIES + 1 })).toHaveLength(DELIVERIES);
      } finally {
        for (const child of children) child.process.kill('SIGKILL');
        await Promise.allSettled(children.map(({ ended }) => ended));
        await store.close();
        await slack.close();
        await discord.close();
        await running.end();
        for (const made of [folder, program.folder]) rmSync(made, { recursive: true, force: true });
      }
    });
  });
}

async function isAtWork(store: TestStore): Promise<boolean> {
  const { planned = 0, running = 0 } = await store.autocommit.agenda.countByState();
  return planned + running > 0;
}

/** Every other reader is on Slack, the others on Discord. */
async function makeReaders(store: TestStore, slack: FakeSlack, discord: FakeDiscord): Promise<readonly MemberId[]> {
  const readers: MemberId[] = [];
  for (let index = 0; index < READERS; index += 1) {
    const given = { name: `Reader ${index}` };
    if (index % 2 === 0) {
      const user = `U${String(index).padStart(8, '0')}`;
      slack.addUser({ id: user, name: `reader${index}`, realName: `Reader ${index}` });
      readers.push(await memberWith(store, { platform: 'slack', space: slack.team, user }, given));
    } else {
      const { id } = discord.person(`Reader ${index}`);
      const account = { platform: 'discord', space: discord.world.guild.id, user: id } as const;
      readers.push(await memberWith(store, account, given));
      // They wrote to the bot first, as Discord wants it.
      await store.autocommit.accounts.touch([{ account, opened: true }], systemClock.now());
    }
  }
  return readers;
}

async function plan(store: TestStore, readers: readonly MemberId[], from: number, to: number): Promise<void> {
  const now = systemClock.now();
  await store.transaction(async ({ deliveries }) => {
    for (let number = from; number < to; number += 1) {
      const member = readers[number % readers.length];
      if (member === undefined) continue;
      await deliveries.plan({
        key: `news:${number}`,
        kind: 'news',
        args: { number },
        to: { to: 'member', member },
        dueAt: after(now, -to + number),
      });
    }
  });
}
