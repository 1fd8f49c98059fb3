import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { PersonaView } from '../../adapters/web/protocol.js';
import { openStore } from '../../src/cli/open-store.js';
import { readEnvironment } from '../../src/config/environment.js';
import { systemClock } from '../../src/core/time.js';
import type { Database } from '../../src/store/database.js';
import { memberWith } from '../support/active-member.js';
import { bundle } from '../support/bundle.js';
import { createDiscordClicker } from '../support/clicks/discord-clicker.js';
import { type Clicker, createLedger, KINDS, type Kind, type Ledger, labelsIn } from '../support/clicks/ledger.js';
import { type ChildOptions, CREATE_TABLE, REPLACED } from '../support/clicks/options.js';
import { type Life, type LogEntry, startLife } from '../support/clicks/process.js';
import { createSlackClicker, indexMessages, sendUntilAcknowledged } from '../support/clicks/slack-clicker.js';
import { createWebClicker } from '../support/clicks/web-clicker.js';
import { type FakeDiscord, startFakeDiscord } from '../support/discord/index.js';
import { seeded } from '../support/echo.js';
import { type EngineName, hasEngine, startEngine } from '../support/engines.js';
import { freePort } from '../support/free-port.js';
import { engineEnv, fakePlatformsEnv } from '../support/program-env.js';
import { type FakeSlack, startSlack } from '../support/slack/index.js';
import { testStoreOf } from '../support/store.js';
import { inForm, tell } from './form.js';

const CHILD = fileURLToPath(new URL('../support/clicks/child.ts', import.meta.url));
const CLICKS = 3_000;
const KILLS = inForm(12, 50);
/** On each platform. */
const PEOPLE = 16;
const PLATFORMS = ['slack', 'discord', 'web'] as const;
/** One kill in so many comes while the process starts. */
const WHILE_STARTING = 4;
const START_MS = 1_500;
const END_LIMIT_MS = 60_000;
/**
 * Kill -9 at random moments while people click on all platforms: each acknowledged click has its effect once and answer. An answer that may have arrived waits for the person's next command instead of being sent again.
 */
export function describePersistedClicks(engine: EngineName): void {
  describe.skipIf(!hasEngine(engine))(`clicks on ${engine}`, () => {
    test(`${CLICKS} clicks and ${KILLS} kills: each acknowledged click takes effect once and gets one answer`, async () => {
      const seed = Number(process.env['TORTURE_SEED'] ?? Math.floor(Math.random() * 1e6));
      tell(`${engine}: TORTURE_SEED=${seed}`);
      const random = seeded(seed);
      const folder = mkdtempSync(join(tmpdir(), 'mudhif-torture-'));
      const running = await startEngine(engine, folder, { durable: true });
      const slack = await startSlack({ clock: systemClock });
      const discord = await startFakeDiscord({
        clock: systemClock,
        limits: { perSecond: 1_000_000, posts: { limit: 1_000_000, windowMs: 1 } },
      });
      const program = await bundle(CHILD);
      const opened = await openStore(readEnvironment({ DATABASE_URL: running.database }));
      const { database } = opened;
      const errors: LogEntry[] = [];
      let kills = 0;
      const port = await freePort();
      const ledger = createLedger();
      let life: Life | undefined;
      try {
        await sql.raw(CREATE_TABLE).execute(database.db);
        const { clickers, personas } = await makeClickers({ opened, slack, discord, ledger, url: `http://127.0.0.1:${port}` });
        const env = {
          ...engineEnv(running),
          ...fakePlatformsEnv(slack, discord),
          DATA_DIR: folder,
          HTTP_PORT: String(port),
          COMMUNITY_LANGUAGES: 'en',
          LOG_LEVEL: 'warn',
        };
        const options: ChildOptions = { env, personas };
        const isAlone = engine === 'SQLite alone';
        const begin = () => startLife(program.file, options, (entry) => errors.push(entry));
        const began = performance.now();
        life = begin();
        let numbers = 0;
        const work = Promise.all(
          clickers.map(async (clicker) => {
            while (ledger.clicks.size < CLICKS || kills < KILLS) await clicker.round((numbers += 1), kindOf(random()));
          }),
        );
        work.catch(() => {});
        for (let kill = 0; kill < KILLS; kill += 1) {
          if (kill % WHILE_STARTING === WHILE_STARTING - 1) await sleep(random() * START_MS);
          else {
            const until = (CLICKS * (kill + random())) / KILLS;
            while (!(life.isReady() && ledger.clicks.size >= until)) await sleep(5);
            await sleep(random() * 100);
          }
          kills += 1;
          life.process.kill('SIGKILL');
          await life.ended;
          if (!isAlone) await endLeases(database);
          life = begin();
        }
        await work;
        const clickedMs = performance.now() - began;
        await waitUntilHandled(database);
        const waiting = await answersThatWait(database);
        await Promise.all(clickers.map((clicker) => clicker.lastWord()));
        await waitUntilGone(database);
        const found = await judge({ database, ledger, slack, discord, waiting });
        const seconds = (ms: number) => Math.round(ms / 1000);
        tell(
          `${engine}: ${ledger.clicks.size} clicks, ${kills} kills, ${seconds(clickedMs)} s and ${seconds(performance.now() - began - clickedMs)} s to the end; ${found.figures}`,
        );
        for (const problem of found.problems.slice(0, 40)) tell(problem);
        for (const error of errors.slice(0, 20)) tell(JSON.stringify(error).slice(0, 600));
        expect(found.problems).toEqual([]);
        expect(errors).toEqual([]);
      } finally {
        life?.process.kill('SIGKILL');
        await life?.ended.catch(() => {});
        await opened.store.close();
        await slack.close();
        await discord.close();
        await running.end();
        for (const made of [folder, program.folder]) rmSync(made, { recursive: true, force: true });
      }
    });
  });
}

function kindOf(random: number): Kind {
  return KINDS[Math.floor(random * KINDS.length)] ?? 'again';
}

type Opened = Awaited<ReturnType<typeof openStore>>;

async function makeClickers({
  opened,
  slack,
  discord,
  ledger,
  url,
}: {
  readonly opened: Opened;
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  readonly ledger: Ledger;
  readonly url: string;
}): Promise<{ readonly clickers: readonly Clicker[]; readonly personas: ChildOptions['personas'] }> {
  const store = testStoreOf(opened.database, opened.communityId);
  sendUntilAcknowledged(slack);
  const messageOf = indexMessages(slack);
  const clickers: Clicker[] = [];
  const personas: PersonaView[] = [];
  for (let index = 0; index < PEOPLE; index += 1) {
    for (const platform of PLATFORMS) {
      const name = `${platform}${index}`;
      if (platform === 'slack') {
        const [user, channel] = [`U${String(index).padStart(8, '0')}`, `C${String(index).padStart(8, '0')}`];
        slack.addUser({ id: user, name, realName: name });
        slack.addChannel({ id: channel, name, isGeneral: index === 0, members: new Set([user, slack.bot.user]) });
        await memberWith(store, { platform, space: slack.team, user }, { name });
        clickers.push(createSlackClicker(slack, ledger, { user, channel, messageOf }));
      } else if (platform === 'discord') {
        const person = discord.person(name);
        await memberWith(store, { platform, space: discord.world.guild.id, user: person.id }, { name });
        clickers.push(createDiscordClicker(discord, ledger, person));
      } else {
        await memberWith(store, { platform, space: 'web', user: name }, { name });
        personas.push({ user: name, name, language: 'en', about: name });
        clickers.push(createWebClicker(url, ledger, name));
      }
    }
  }
  const [first, ...others] = personas;
  if (!first) throw new Error('nobody uses the browser chat');
  return { clickers, personas: [first, ...others] };
}

/** What a process that ended holds is free at once, as it would be after a minute. */
async function endLeases({ db }: Database): Promise<void> {
  await sql.raw('update inbound_events set lease_until = 0 where owner is not null').execute(db);
  await sql.raw(`delete from leases where name like 'gateway:%'`).execute(db);
}

async function countOf({ db }: Database, query: string): Promise<number> {
  const { rows } = await sql.raw<{ n: number | string }>(query).execute(db);
  return Number(rows[0]?.n ?? 0);
}

async function waitUntil(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const limit = performance.now() + END_LIMIT_MS;
  while (!(await isSo())) {
    if (performance.now() > limit) throw new Error(`it never came about that ${what}`);
    await sleep(100);
  }
}

const waitUntilHandled = (database: Database): Promise<void> =>
  waitUntil(
    'all events are handled',
    async () => (await countOf(database, 'select count(*) as n from inbound_events where owner is not null')) === 0,
  );

const waitUntilGone = (database: Database): Promise<void> =>
  waitUntil('no event is left', async () => (await countOf(database, 'select count(*) as n from inbound_events')) === 0);

/** The labels of the answers that wait for a next command. */
async function answersThatWait({ db }: Database): Promise<readonly string[]> {
  const { rows } = await sql.raw<{ reply: string }>('select reply from inbound_events where owner is null').execute(db);
  return rows.flatMap(({ reply }) => labelsIn(reply.replaceAll(REPLACED, '')));
}

/** Compares the clicks with their effects and with what people see. */
async function judge({
  database,
  ledger,
  slack,
  discord,
  waiting,
}: {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  readonly waiting: readonly string[];
}): Promise<{ readonly figures: string; readonly problems: readonly string[] }> {
  const { rows } = await sql.raw<{ label: string }>('select label from test_clicks').execute(database.db);
  const effects = tally(rows.map(({ label }) => [label]));
  const web = await sql.raw<{ id: number; body: string }>('select id, body from web_messages where author is null').execute(database.db);
  const onDiscord = [...discord.world.channels.values()].flatMap(({ messages }) => messages.filter(({ deleted }) => !deleted));
  const messages = [
    ...slack.messages.map(({ ts, blocks }) => ({ key: `slack ${ts}`, content: blocks })),
    ...onDiscord.map(({ message }) => ({ key: `discord ${message.id}`, content: message.components })),
    ...web.rows.map(({ id, body }) => ({ key: `web ${id}`, content: body })),
  ];
  const answers = tally(messages.map(({ content }) => labelsIn(content)));
  for (const { key, content } of messages) ledger.saw(key, content);
  const problems: string[] = [];
  let [acknowledged, later, both] = [0, 0, 0];
  for (const { label, platform, acknowledged: isAcknowledged } of ledger.clicks.values()) {
    const [effect, answer] = [effects.get(label) ?? 0, answers.get(label) ?? 0];
    const { brought, carried } = ledger.shownLater(label);
    const isShownLater = brought.size + carried.size > 0;
    if (isAcknowledged) acknowledged += 1;
    if (isShownLater) later += 1;
    if (isShownLater && answer > 0) both += 1;
    const hasOneAnswer = answer <= 1 && brought.size <= 1 && (answer === 1 || isShownLater);
    const hasWaited = waiting.every((one) => one !== label) || isShownLater;
    if (hasWaited && (isAcknowledged ? effect === 1 && hasOneAnswer : effect <= 1 && answer <= 1)) continue;
    problems.push(
      `${platform} ${label}${isAcknowledged ? '' : ' (not acknowledged)'}: ${effect} effects, ${answer} answers, ` +
        `shown later in ${brought.size} + ${carried.size} messages`,
    );
  }
  return {
    figures: `${acknowledged} acknowledged, ${problems.length} wrong; ${later} shown with the next command, ${both} of them beside an answer that had arrived`,
    problems,
  };
}

function tally(lists: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const label of lists.flat()) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}
