import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { heardStore } from '../../src/cli/heard.js';
import { systemClock } from '../../src/core/time.js';
import { bundle } from '../support/bundle.js';
import { CREATE_TABLE } from '../support/clicks/options.js';
import { type Life, type LogEntry, startLife } from '../support/clicks/process.js';
import { sendUntilAcknowledged } from '../support/clicks/slack-clicker.js';
import { requests, startFakeDiscord } from '../support/discord/index.js';
import { seeded } from '../support/echo.js';
import { type EngineName, hasEngine, startEngine } from '../support/engines.js';
import { freePort } from '../support/free-port.js';
import { type MirrorHouse, openMirrorHouse } from '../support/mirror/house.js';
import { judge } from '../support/mirror/judge.js';
import { pollMessages } from '../support/mirror/shown.js';
import { createSpeakers } from '../support/mirror/speakers.js';
import { engineEnv, fakePlatformsEnv } from '../support/program-env.js';
import { settingsOf } from '../support/settings.js';
import { type FakeSlack, startSlack } from '../support/slack/index.js';
import { openTestStore } from '../support/store.js';
import { inForm, tell } from './form.js';

/** The program with personas in the browser chat, at no pace. */
const CHILD = fileURLToPath(new URL('../support/clicks/child.ts', import.meta.url));
const KILLS = inForm(6, 25);
/** One kill in so many comes while the process starts. */
const WHILE_STARTING = 3;
const START_MS = 1_500;
/** How long a process lives at most once it is ready. */
const WORK_MS = 4_000;
/** Of each speaker, so that the copies keep up with what is written. */
const PAUSE_MS = inForm(500, 2_000);
/** How long nobody hears what members do, in some of the outages. */
const AWAY_MS = inForm(2_000, 10_000);
const END_LIMIT_MS = 180_000;

/**
 * Kill -9 at random moments while members write in a topic on all platforms, edit, delete and vote, and answers of the platforms get
 * lost: in the end each contribution stands once in each space, with its last words, and the poll counts the same everywhere.
 */
export function describeTopicsMirror(engine: EngineName): void {
  describe.skipIf(!hasEngine(engine))(`a mirrored topic on ${engine}`, () => {
    test(`${KILLS} kills: each contribution stands once in each space`, async () => {
      const seed = Number(process.env['TORTURE_SEED'] ?? Math.floor(Math.random() * 1e6));
      tell(`${engine}: TORTURE_SEED=${seed}`);
      const random = seeded(seed);
      const folder = mkdtempSync(join(tmpdir(), 'mudhif-torture-'));
      const running = await startEngine(engine, folder, { durable: true });
      const slack = await startSlack({ clock: systemClock });
      let away = false;
      sendUntilAcknowledged(slack, () => away);
      const discord = await startFakeDiscord({
        clock: systemClock,
        limits: { perSecond: 1_000_000, posts: { limit: 1_000_000, windowMs: 1 } },
      });
      discord.world.privileged.content = true;
      const program = await bundle(CHILD);
      const store = await openTestStore({
        url: running.database,
        settings: settingsOf({ languages: ['en'], topics: { mirroring: true } }),
      });
      const errors: LogEntry[] = [];
      let life: Life | undefined;
      try {
        const { db } = store.database;
        await sql.raw(CREATE_TABLE).execute(db);
        const port = await freePort();
        const house = await openMirrorHouse({ store, slack, discord, url: `http://127.0.0.1:${port}` });
        const env = {
          ...engineEnv(running),
          ...fakePlatformsEnv(slack, discord),
          DATA_DIR: folder,
          HTTP_PORT: String(port),
          COMMUNITY_LANGUAGES: 'en',
          LOG_LEVEL: 'warn',
        };
        const begin = () => startLife(program.file, { env, personas: house.personas }, (entry) => errors.push(entry));
        const isReady = async () => {
          while (life?.isReady() !== true) await sleep(5);
        };
        const began = performance.now();
        let startedAt = Date.now();
        life = begin();
        await house.opened();
        await house.startPoll();
        while (!(await pollMessages(house))) await sleep(50);
        const speakers = createSpeakers(house, { random, pauseMs: PAUSE_MS });
        const work = speakers.speak();
        work.catch(() => {});
        for (let kill = 0; kill < KILLS; kill += 1) {
          // An answer of each platform is lost, so that what was sent is in doubt also without a kill.
          slack.fail('chat.postMessage', { type: 'commit-then-drop' });
          discord.faults.next(requests('POST', /\/messages$/), { type: 'drop', commit: true });
          if (kill % WHILE_STARTING === WHILE_STARTING - 1) await sleep(random() * START_MS);
          else {
            await isReady();
            await sleep(random() * WORK_MS);
          }
          // In every other outage Slack gives up, so that what happens there meanwhile is told to nobody.
          away = kill % 2 === 0;
          life.process.kill('SIGKILL');
          await life.ended;
          if (away) await sleep(AWAY_MS);
          if (engine !== 'SQLite alone') await endLeases(house);
          startedAt = Date.now();
          life = begin();
          if (away) await connected(slack);
          away = false;
        }
        await isReady();
        speakers.stop();
        await work;
        // Each of the answers that were not lost yet would hold the thread up for some seconds.
        slack.heal();
        discord.faults.clear();
        const spokeMs = performance.now() - began;
        await untilMissedIsRead(house, startedAt);
        await untilNothingIsDue(house);
        const { figures, problems } = await judge(house, speakers);
        const seconds = (ms: number) => Math.round(ms / 1000);
        tell(
          `${engine}: ${KILLS} kills, ${figures}; ${seconds(spokeMs)} s and ${seconds(performance.now() - began - spokeMs)} s to the end`,
        );
        for (const problem of problems.slice(0, 40)) tell(problem);
        for (const error of errors.slice(0, 20)) tell(JSON.stringify(error).slice(0, 600));
        expect(problems).toEqual([]);
        expect(errors).toEqual([]);
      } finally {
        life?.process.kill('SIGKILL');
        await life?.ended.catch(() => {});
        await store.close();
        await slack.close();
        await discord.close();
        await running.end();
        for (const made of [folder, program.folder]) rmSync(made, { recursive: true, force: true });
      }
    });
  });
}

async function connected(slack: FakeSlack): Promise<void> {
  while (slack.connections() === 0) await sleep(5);
}

/** What a process that ended holds is free at once, as it would be after a minute. */
async function endLeases({ store }: MirrorHouse): Promise<void> {
  const { db } = store.database;
  await sql.raw('update inbound_events set lease_until = 0 where owner is not null').execute(db);
  await sql.raw(`update agenda set lease_until = 0 where state = 'running'`).execute(db);
  await sql.raw(`delete from leases where name like 'gateway:%'`).execute(db);
}

/** What was missed on Slack is read: the last process notes a moment only after that. A failed attempt is repeated after a minute. */
async function untilMissedIsRead({ store }: MirrorHouse, startedAt: number): Promise<void> {
  const limit = performance.now() + END_LIMIT_MS;
  while (((await heardStore(() => store.autocommit.community, 'slack').load()) ?? 0) < startedAt) {
    if (performance.now() > limit) throw new Error('what was missed on Slack was not read');
    await sleep(300);
  }
}

/** All events are handled, and nothing of the agenda is due within the time in which edits are gathered. */
async function untilNothingIsDue({ store }: MirrorHouse): Promise<void> {
  const limit = performance.now() + END_LIMIT_MS;
  const left = async (): Promise<number> => {
    const soon = Date.now() + 60_000;
    const query = `select (select count(*) from inbound_events where owner is not null)
      + (select count(*) from agenda where state = 'running' or (state = 'planned' and due_at < ${soon})) as n`;
    const { rows } = await sql.raw<{ n: number | string }>(query).execute(store.database.db);
    return Number(rows[0]?.n ?? 0);
  };
  for (let quiet = 0; quiet < 3; ) {
    quiet = (await left()) === 0 ? quiet + 1 : 0;
    if (performance.now() > limit) {
      const due = await store.autocommit.agenda.list({ states: ['running', 'planned'], limit: 10 });
      throw new Error(`this is still to be done: ${JSON.stringify(due)}`);
    }
    await sleep(300);
  }
}
