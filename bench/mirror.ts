// How fast contributions of a topic stand in the other spaces, against what the platforms permit.
//   npm run bench:mirror [-- --contributions 300] [--perMinute 300] [--engine 'SQLite alone'] [--reference 20]
// 300 contributions take about four minutes, and as many messages of the reference more than eight; `bench/mirror-clock.ts` measures the
// waiting of 300 within a minute.
// Nine members write in turn, on Slack, Discord and in the browser chat, `perMinute` a minute. The program runs in a process of its own
// at its own pace, its database waits for the disk, and the fakes of both platforms enforce their limits: a message a second in a
// channel of Slack, five in five seconds in a thread of Discord.
//
// The reference, in the same run and on the same fakes: Slack's and Discord's own SDKs post as many messages of the same text in the
// same threads (or `reference` of them, from which the time of all follows; fewer than 20 pass within what Discord allows at once), one
// after the other, and wait as the SDKs do where they are told to. Nothing is stored, and nothing survives a crash.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { App, LogLevel } from '@slack/bolt';
import { REST, Routes } from 'discord.js';
import { systemClock } from '../src/core/time.js';
import { bundle } from '../test/support/bundle.js';
import { startLife } from '../test/support/clicks/process.js';
import { sendUntilAcknowledged } from '../test/support/clicks/slack-clicker.js';
import { startFakeDiscord } from '../test/support/discord/index.js';
import { ENGINES, startEngine } from '../test/support/engines.js';
import { freePort } from '../test/support/free-port.js';
import { openMirrorHouse } from '../test/support/mirror/house.js';
import { shownIn } from '../test/support/mirror/shown.js';
import { handsOf } from '../test/support/mirror/speakers.js';
import { engineEnv, fakePlatformsEnv } from '../test/support/program-env.js';
import { settingsOf } from '../test/support/settings.js';
import { BOT_TOKEN, startSlack } from '../test/support/slack/index.js';
import { openTestStore } from '../test/support/store.js';

const { values } = parseArgs({
  options: {
    contributions: { type: 'string', default: '300' },
    perMinute: { type: 'string', default: '300' },
    engine: { type: 'string', default: 'SQLite alone' },
    reference: { type: 'string' },
  },
});
const CONTRIBUTIONS = Number(values.contributions);
const EVERY_MS = 60_000 / Number(values.perMinute);
const engine = ENGINES.find((name) => name === values.engine);
if (engine === undefined) throw new RangeError(`no engine ${values.engine}: ${ENGINES.join(', ')}`);

const REFERENCE = values.reference === undefined ? Number.POSITIVE_INFINITY : Number(values.reference);
/** Messages a second in one place. */
const PERMITTED = 1;
/** Longer than the limits and a slow machine need. */
const LIMIT_MS = CONTRIBUTIONS * 2_000 + 60_000;
const LOOK_MS = 50;
const PLATFORMS = ['slack', 'discord', 'web'] as const;
type Platform = (typeof PLATFORMS)[number];
const WORD = /Word (\d+)\./;
const textOf = (number: number) => `Word ${number}. We test each well on the first Monday of a month, and write down what we find.`;

const folder = mkdtempSync(join(tmpdir(), 'mudhif-mirror-'));
const running = await startEngine(engine, folder, { durable: true });
const slack = await startSlack({ clock: systemClock, pace: true, tiers: true });
sendUntilAcknowledged(slack);
const discord = await startFakeDiscord({ clock: systemClock, limits: { posts: { limit: 5, windowMs: 5_000 }, perSecond: 50 } });
discord.world.privileged.content = true;
const program = await bundle(fileURLToPath(new URL('support/mirror-program.ts', import.meta.url)));
const store = await openTestStore({ url: running.database, settings: settingsOf({ languages: ['en'], topics: { mirroring: true } }) });
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
const life = startLife(program.file, { env, personas: house.personas }, (entry) => console.error(JSON.stringify(entry)));

/** When each contribution was written, and when its copy stood on a platform. */
const written: number[] = [];
const from: Platform[] = [];
const came: Readonly<Record<Platform, Map<number, number>>> = { slack: new Map(), discord: new Map(), web: new Map() };

async function look(): Promise<void> {
  const shown = await shownIn(house);
  const now = performance.now();
  for (const platform of PLATFORMS) {
    for (const { text, byBot } of shown[platform]) {
      const number = byBot ? Number(WORD.exec(text)?.[1] ?? Number.NaN) : Number.NaN;
      if (!Number.isNaN(number) && !came[platform].has(number)) came[platform].set(number, now);
    }
  }
}
const wanted = (platform: Platform) => from.filter((one) => one !== platform).length;
const isDone = () => written.length === CONTRIBUTIONS && PLATFORMS.every((platform) => came[platform].size === wanted(platform));

async function mirror(): Promise<void> {
  const hands = await Promise.all(house.speakers.map((speaker) => handsOf(house, speaker)));
  const began = performance.now();
  const writing = (async () => {
    for (let number = 0; number < CONTRIBUTIONS; number += 1) {
      await sleep(Math.max(0, began + number * EVERY_MS - performance.now()));
      const which = number % hands.length;
      from.push(house.speakers[which]!.platform);
      written.push(performance.now());
      await hands[which]!.write(textOf(number), undefined);
    }
  })();
  while (!isDone()) {
    if (performance.now() - began > LIMIT_MS) {
      throw new Error(`missing: ${PLATFORMS.map((one) => wanted(one) - came[one].size).join(', ')}`);
    }
    await look();
    await sleep(LOOK_MS);
  }
  await writing;
}

/** The SDKs alone: as many messages in the same threads. Milliseconds until the last of them stands there; NaN without a reference. */
async function bare(): Promise<Readonly<Record<'slack' | 'discord', number>>> {
  const places = await house.places();
  const { client } = new App({
    token: BOT_TOKEN,
    signingSecret: 'none',
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl },
  });
  const rest = new REST({ api: discord.apiUrl, version: '10' }).setToken(discord.token);
  const timed = async (platform: 'slack' | 'discord', post: (text: string) => Promise<unknown>) => {
    const began = performance.now();
    const count = Math.min(REFERENCE, wanted(platform));
    for (let number = 0; number < count; number += 1) await post(textOf(number));
    return ((performance.now() - began) / count) * wanted(platform);
  };
  const [onSlack, onDiscord] = await Promise.all([
    timed('slack', (text) => client.chat.postMessage({ channel: places.slack.channel, thread_ts: places.slack.ts, text })),
    timed('discord', (content) => rest.post(Routes.channelMessages(places.discord), { body: { content } })),
  ]);
  return { slack: onSlack, discord: onDiscord };
}

const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor((all.length - 1) / 2)] ?? Number.NaN;
const row = (cells: readonly string[]) => console.log(`| ${cells.join(' | ')} |`);
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

try {
  while (!life.isReady()) await sleep(LOOK_MS);
  await house.opened();
  await mirror();
  const refusals = { slack: slack.calls.filter(({ error }) => error === 'ratelimited').length, discord: discord.refusals.length };
  life.process.kill('SIGKILL');
  await life.ended;
  // What the limits remember of the program is over.
  await sleep(6_000);
  const alone = await bare();

  const [first = 0] = written;
  console.log(`${CONTRIBUTIONS} contributions in ${seconds((written.at(-1) ?? first) - first)}, on ${engine}.\n`);
  row(['platform', 'copies', 'until the last', 'permitted', 'of the permitted', 'SDK alone', 'ratio', 'median delay', 'refused']);
  row(Array(9).fill('---'));
  for (const platform of PLATFORMS) {
    const moments = [...came[platform]];
    const took = Math.max(...moments.map(([, at]) => at)) - first;
    const delays = moments.map(([number, at]) => at - (written[number] ?? at));
    const least = (moments.length / PERMITTED) * 1000;
    row(
      platform === 'web'
        ? [platform, String(moments.length), seconds(took), '–', '–', '–', '–', seconds(median(delays)), '–']
        : [
            platform,
            String(moments.length),
            seconds(took),
            seconds(least),
            `${((100 * least) / took).toFixed(0)} %`,
            seconds(alone[platform]),
            `${(took / alone[platform]).toFixed(2)} ×`,
            seconds(median(delays)),
            String(refusals[platform]),
          ],
    );
  }
} finally {
  life.process.kill('SIGKILL');
  await life.ended.catch(() => {});
  await store.close();
  await slack.close();
  await discord.close();
  await running.end();
  for (const made of [folder, program.folder]) rmSync(made, { recursive: true, force: true });
}
