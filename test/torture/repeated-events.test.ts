import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { type OpenStore, openStore } from '../../src/cli/open-store.js';
import { readEnvironment } from '../../src/config/environment.js';
import { after, MINUTE, SECOND, systemClock } from '../../src/core/time.js';
import { EVENT_LEASE_MS } from '../../src/dispatch/holding.js';
import type { Dispatch } from '../support/discord/gateway.js';
import { type FakeDiscord, startFakeDiscord } from '../support/discord/index.js';
import { createEcho, seeded } from '../support/echo.js';
import { type EngineName, hasEngine, startEngine } from '../support/engines.js';
import { freePort } from '../support/free-port.js';
import { SLACK_CHANNELS } from '../support/platform-app.js';
import { type Life, live } from '../support/platform-life.js';
import { type Program, removeFolder, startProgram } from '../support/program.js';
import { engineEnv, fakePlatformsEnv } from '../support/program-env.js';
import { type FakeSlack, startSlack } from '../support/slack/index.js';
import { createPerson } from '../support/slack/people.js';
import { testStoreOf } from '../support/store.js';
import { tell } from './form.js';

const TIMES = 4;
/** One on each platform, at the end. */
const LAST_WORDS = 2;
const ENGINES: readonly EngineName[] = ['SQLite and Redis', 'PostgreSQL alone'];
const TAKEN_OVER_MS = 20_000;
/** An event whose handling failed, or whose process lost the platform, is handled again once its lease is over. */
const HANDLED_AGAIN_MS = EVENT_LEASE_MS + 30 * SECOND;
/** Who comes each time both receive, on Slack and on Discord. */
const NEWCOMERS = [
  ['Dina', 'Azad'],
  ['Mina', 'Hemin'],
  ['Lana', 'Karzan'],
  ['Rima', 'Bahar'],
] as const;
/** Copies of earlier events that come with them on each platform. */
const COPIES = 8;

/**
 * One process at a time receives from a platform. Yet one that sleeps for a while (its machine was paused, say) keeps its lines, on
 * which events go on to arrive, while another takes over and receives them too; and when it wakes, both work on the same events,
 * until the first learns that its lease is gone. So it is done here, to and fro: real processes, stopped by a signal and continued. Only
 * that the lease is taken away is forced, since a sleep as long as a lease would end Slack's lines as well.
 */
describe('each event of a platform comes four times, out of order, to two processes', () => {
  test.skipIf(!ENGINES.every(hasEngine)).each(ENGINES)('%s: the state is that of one delivery', async (engine) => {
    // Each has servers and a folder of its own, and waits most of its time.
    const [once, often] = await Promise.all([run(engine, 'once'), run(engine, 'often')]);
    tell(
      `${engine}: ${often.events} events, delivered ${often.delivered} times, acknowledged by one process and the other while both received: ${often.acknowledged.join(', ')}`,
    );
    expect(often.delivered).toBeGreaterThanOrEqual(TIMES * (often.events - LAST_WORDS));
    expect(Math.min(...often.acknowledged)).toBeGreaterThan(0);
    for (const [table, rows] of Object.entries(once.state)) expect(often.state[table], table).toEqual(rows);
    expect(once.state['members']).toHaveLength(19);
  });
});

async function run(engine: EngineName, how: 'once' | 'often') {
  const folder = mkdtempSync(join(tmpdir(), 'mudhif-torture-'));
  const running = await startEngine(engine, folder);
  const slack = await startSlack({ clock: systemClock });
  slack.addUser({ id: 'U0HANEEN1', name: 'haneen', realName: 'Haneen' });
  for (const [name, id] of Object.entries(SLACK_CHANNELS)) {
    slack.addChannel({
      id,
      name,
      isGeneral: name === 'general',
      kind: name === 'organisers' ? 'private' : 'channel',
      members: new Set(['U0HANEEN1', slack.bot.user]),
    });
  }
  // A busy machine answers late, and Discord's refusal would be a problem that one run has and the other has not.
  const discord = await startFakeDiscord({ clock: systemClock, answerWithin: MINUTE });
  discord.textChannel('coffee');
  const dilan = discord.person('Dilan');
  discord.textChannel('organisers', { private: [dilan] });
  const opened = await openStore(readEnvironment({ DATABASE_URL: running.database }));
  const { members } = testStoreOf(opened.database, opened.communityId).autocommit;
  const begin = async (): Promise<Measured> => {
    const metrics = await freePort();
    const program = await startProgram(['start'], {
      folder,
      env: {
        ...engineEnv(running),
        ...fakePlatformsEnv(slack, discord),
        ORGANISERS: `slack:U0HANEEN1,discord:${dilan.id}`,
        METRICS_PORT: String(metrics),
        LOG_LEVEL: 'info',
      },
    });
    return { ...program, metrics };
  };
  const life: Life = {
    slack,
    discord,
    haneen: createPerson(slack, 'U0HANEEN1'),
    dilan,
    people: async () => (await members.list({}, { offset: 0, limit: 100 })).map(({ name }) => name),
    pass: () => sleep(100),
    settle: () => settled(opened),
  };
  const programs: Measured[] = [];
  try {
    const first = await begin();
    programs.push(first);
    await expect.poll(() => slack.connections(), { timeout: 20_000 }).toBe(2);
    const second = how === 'often' ? await begin() : undefined;
    if (second) programs.push(second);
    await life.settle();
    const heard = repeating(slack, discord, how === 'often');
    // The first process hears these.
    await live(life, { slack: ['Nadia', 'Rana'], discord: ['Shilan', 'Amal'] });
    const receivers = second ? [first, second] : [first];
    const before = await Promise.all(receivers.map(acknowledgedBy));
    for (const [turn, [onSlack, onDiscord]] of NEWCOMERS.entries()) {
      const burst = (): Promise<unknown> => {
        slack.addUser({ id: `U0${onSlack.toUpperCase()}`, name: onSlack.toLowerCase(), realName: onSlack });
        discord.person(onDiscord);
        dilan.command('community', 'about');
        return Promise.all([
          life.haneen.command(SLACK_CHANNELS.general, '/community about'),
          slack.event({ type: 'team_join', user: { id: `U0${onSlack.toUpperCase()}` } }),
          life.haneen.say(SLACK_CHANNELS.coffee, 'good morning'),
          heard.rest(COPIES),
        ]);
      };
      if (second)
        await receivingBoth(
          opened,
          { slack, discord, awake: receivers[turn % 2] ?? first, other: receivers[(turn + 1) % 2] ?? first },
          burst,
        );
      else await burst();
      await expect.poll(life.people, { timeout: HANDLED_AGAIN_MS }).toEqual(expect.arrayContaining([onSlack, onDiscord]));
      await life.settle();
    }
    const acknowledged = (await Promise.all(receivers.map(acknowledgedBy))).map((count, index) => count - (before[index] ?? 0));
    await live(life, { slack: ['Hiba', 'Sara'], discord: ['Rebin', 'Soran'] });
    await heard.rest();
    // A last word on each line: what was told before it has been heard.
    await life.haneen.say(SLACK_CHANNELS.coffee, 'the last');
    const last = dilan.command('community', 'about');
    await discord.until(() => last.messages.length > 0);
    await life.settle();
    // Where Slack's own limit refused a question, the event is handled again once its lease is over.
    await expect.poll(() => unfinished(opened), { timeout: HANDLED_AGAIN_MS, interval: 500 }).toBe(0);
    await life.settle();
    return { ...heard.counts(), acknowledged, state: await stateOf(opened) };
  } finally {
    for (const { pid } of programs) process.kill(pid, 'SIGCONT');
    for (const program of programs) await program.end('SIGKILL');
    await opened.store.close();
    await slack.close();
    await discord.close();
    await running.end();
    removeFolder(folder);
  }
}

/** How many events are persisted and not answered. */
async function unfinished({ database }: OpenStore): Promise<number> {
  const { count } = await database.db
    .selectFrom('inbound_events')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Both processes hear what `burst` tells: the one that received falls asleep, the other takes over, and both wake up to it. */
async function receivingBoth(
  { database }: OpenStore,
  { slack, discord, awake, other }: { slack: FakeSlack; discord: FakeDiscord; awake: Program; other: Program },
  burst: () => Promise<unknown>,
): Promise<void> {
  const identified = discord.gateway.counts.identified;
  const losses = () => awake.output().split('another process receives').length - 1;
  const lost = losses();
  process.kill(awake.pid, 'SIGSTOP');
  await sql.raw(`delete from leases where name like 'gateway:%'`).execute(database.db);
  const connected = () => [slack.connections(), discord.gateway.counts.identified];
  await expect.poll(connected, { timeout: TAKEN_OVER_MS, interval: 20 }).toEqual([4, identified + 1]);
  process.kill(other.pid, 'SIGSTOP');
  slack.tellAll(true);
  const heard = burst();
  await sleep(100);
  // Each process is ahead in its turns, so that none of them hears everything first by chance.
  process.kill(awake.pid, 'SIGCONT');
  await sleep(25);
  process.kill(other.pid, 'SIGCONT');
  await heard;
  slack.tellAll(false);
  await expect.poll(losses, { timeout: TAKEN_OVER_MS }).toBe(lost + 2);
  await expect.poll(() => slack.connections(), { timeout: TAKEN_OVER_MS }).toBe(2);
}

/** Counts what is told, and how often; if `often`, after each event some of the earlier ones come again. */
function repeating(slack: FakeSlack, discord: FakeDiscord, often: boolean) {
  let [events, delivered] = [0, 0];
  const random = seeded(7);
  const send = slack.send.bind(slack);
  const dispatch = discord.gateway.dispatch.bind(discord.gateway);
  const sendAgain = async (given: Parameters<typeof send>): Promise<void> => {
    delivered += 1;
    await send(...given).catch(() => undefined);
  };
  const onSlack = createEcho<Parameters<typeof send>>(TIMES, random, sendAgain);
  const onDiscord = createEcho<Dispatch>(TIMES, random, (event) => {
    delivered += 1;
    dispatch(event);
  });
  Object.assign(slack, {
    async send(...given: Parameters<typeof send>) {
      [events, delivered] = [events + 1, delivered + 1];
      const answer = await send(...given);
      if (often) await onSlack.heard(given);
      return answer;
    },
  });
  Object.assign(discord.gateway, {
    dispatch(event: Dispatch) {
      [events, delivered] = [events + 1, delivered + 1];
      dispatch(event);
      if (often) void onDiscord.heard(event);
    },
  });
  return {
    counts: () => ({ events, delivered }),
    /** Copies that are owed yet; of each platform so many at once, or all, one after the other. */
    rest: (together?: number) =>
      Promise.all(
        Array.from({ length: together ?? 1 }, () => [onSlack, onDiscord])
          .flat()
          .map((echo) => echo.rest(together === undefined ? undefined : 1)),
      ),
  };
}

/** A program, and the port of its metrics. */
interface Measured extends Program {
  readonly metrics: number;
}

/** How many commands, clicks and forms a process has acknowledged, by its own metrics. */
async function acknowledgedBy({ metrics }: Measured): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
  return [...text.matchAll(/^mudhif_acknowledgement_seconds_count\{.*\} (\d+)$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
}

/** Nothing is under way, and nothing comes due soon, for a while. */
async function settled({ store }: OpenStore): Promise<void> {
  const isQuiet = async () =>
    (await store.autocommit.agenda.list({ states: ['running'], limit: 1 })).length === 0 &&
    (await store.autocommit.agenda.list({ states: ['planned'], to: after(systemClock.now(), 30 * SECOND), limit: 1 })).length === 0;
  const limit = performance.now() + 60 * SECOND;
  for (let quiet = 0; quiet < 5; quiet = (await isQuiet()) ? quiet + 1 : 0) {
    if (performance.now() > limit) throw new Error('it does not come to rest');
    await sleep(60);
  }
}

/** What belongs to processes, not to the community; and under which number an event was heard (who left is also seen by a process that connects). */
const OF_PROCESSES: readonly string[] = ['leases', 'pace', 'seen_events'];
/** Moments, and what is drawn by lot. */
const DIFFERING = /(_at|_until|_for|^at|^value|^seed|^hash)$/;

/** Every table: each row without moments, with people by their names and other numbers left out, in an order of its own. */
async function stateOf({ database }: OpenStore): Promise<Readonly<Record<string, readonly string[]>>> {
  const rowsOf = async (table: string) => (await sql.raw<Record<string, unknown>>(`select * from ${table}`).execute(database.db)).rows;
  const names = new Map((await rowsOf('members')).map(({ id, name }) => [Number(id), String(name)]));
  const plain = (column: string, value: unknown): unknown => {
    if (column.endsWith('member_id') || column === 'actor') return value === null ? null : names.get(Number(value));
    return typeof value === 'number' || typeof value === 'string' ? String(value).replaceAll(/\d+/g, '#') : value;
  };
  const state: Record<string, readonly string[]> = {};
  for (const table of database.tables.map(({ name }) => name).filter((name) => !OF_PROCESSES.includes(name))) {
    const rows = await rowsOf(table);
    state[table] = rows
      .map((row) =>
        JSON.stringify(Object.entries(row).flatMap(([column, value]) => (DIFFERING.test(column) ? [] : [[column, plain(column, value)]]))),
      )
      .sort();
  }
  return state;
}
