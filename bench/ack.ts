// How fast a command is acknowledged, by Mudhif and by bots that only echo, on the same fakes in the same run.
//   npm run bench:ack [-- --waves 8] [--platform slack] [--verbose]
// In each wave 1,000 people type a command at once, while a round of 2,000 members is being matched: by the bot itself in Mudhif, in a
// worker thread beside the bare bots. The fakes and the bot are each in a process of their own. Times are from the fakes' sending of
// the command to their receipt of its acknowledgement.

import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { APP_TOKEN, BOT_TOKEN } from '../test/support/slack/server.js';
import { type Addresses, DISCORD_TOKEN, type FromFakes, type Load, PEOPLE, type Platform, type ToFakes } from './ack/messages.js';
import { type Seeded, seed } from './ack/seed.js';

const { values } = parseArgs({
  options: { waves: { type: 'string', default: '6' }, platform: { type: 'string' }, verbose: { type: 'boolean' } },
});
const WAVES = Number(values.waves);
const PLATFORMS = (['slack', 'discord'] as const).filter((platform) => values.platform === undefined || values.platform === platform);
const root = resolve(import.meta.dirname, '..');
const tsx = ['--import', 'tsx'];

function next<T>(child: ChildProcess, fits: (message: T) => boolean): Promise<T> {
  return new Promise((found, fail) => {
    const look = (message: unknown): void => {
      if (!fits(message as T)) return;
      child.off('message', look);
      child.off('exit', ended);
      found(message as T);
    };
    const ended = (code: number | null): void => fail(new Error(`a process ended with ${code}`));
    child.on('message', look);
    child.once('exit', ended);
  });
}

/** The fakes, ready for one bot. */
async function openFakes(): Promise<{
  readonly addresses: Addresses;
  load(platform: Platform, commands: number): Promise<Load>;
  close(): Promise<void>;
}> {
  const child = fork(join(root, 'bench/ack/fakes.ts'), { execArgv: tsx });
  const ask = async <Answer extends FromFakes>(message: ToFakes, type: Answer['type']): Promise<Answer> => {
    const answer = next<Answer>(child, (each) => each.type === type);
    child.send(message);
    return answer;
  };
  const { addresses } = await ask<Extract<FromFakes, { type: 'opened' }>>({ type: 'open' }, 'opened');
  return {
    addresses,
    load: async (platform, commands) =>
      (await ask<Extract<FromFakes, { type: 'loaded' }>>({ type: 'load', platform, commands }, 'loaded')).load,
    async close() {
      await ask({ type: 'close' }, 'closed');
      child.kill();
    },
  };
}

interface Bot {
  /** Begins to match a round; resolves once it has begun. */
  match(): Promise<void>;
  /** Resolves when the bot has nothing left to do. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

async function bare(platform: Platform, { slackApi, discordApi }: Addresses): Promise<Bot> {
  const child = fork(join(root, 'bench/ack/bare.ts'), [platform, platform === 'slack' ? slackApi : discordApi], { execArgv: tsx });
  await next(child, (message) => message === 'ready');
  let matched: Promise<unknown> = Promise.resolve();
  return {
    async match() {
      const begun = next(child, (message) => message === 'matching');
      matched = next(child, (message) => message === 'matched');
      child.send('match');
      await begun;
    },
    quiet: async () => void (await matched),
    stop: () => ended(child),
  };
}

async function mudhif(platform: Platform, addresses: Addresses): Promise<Bot> {
  const folder = mkdtempSync(join(tmpdir(), 'mudhif-bench-'));
  const file = join(folder, 'mudhif.db');
  const seeded: Seeded = await seed(file, { slackTeam: addresses.slackTeam, guild: addresses.guild, discord: addresses.discordPeople });
  const tokens =
    platform === 'slack'
      ? { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN, SLACK_API_URL: addresses.slackApi }
      : { DISCORD_TOKEN, DISCORD_API_URL: addresses.discordApi };
  const child = fork(join(root, 'bin/mudhif.js'), ['start'], {
    cwd: folder,
    silent: true,
    env: {
      PATH: process.env['PATH'] ?? '',
      DATA_DIR: folder,
      DATABASE_URL: `sqlite:${file}`,
      HTTP_PORT: '0',
      LOG_LEVEL: 'warn',
      ...tokens,
    },
  });
  child.stderr?.pipe(process.stderr);
  await new Promise<void>((ready, fail) => {
    child.stdout?.on('data', (chunk: Buffer) => chunk.toString().includes('http://') && ready());
    child.once('exit', (code) => fail(new Error(`mudhif ended with ${code}`)));
  });
  return {
    match: () => seeded.match(),
    quiet: () => seeded.quiet(),
    async stop() {
      await ended(child);
      await seeded.store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await exit;
}

/** Waves of one bot on fresh fakes; the first, unmeasured one warms everything up. */
async function measure(start: typeof bare, platform: Platform, matching: boolean): Promise<readonly Load[]> {
  const fakes = await openFakes();
  const bot = await start(platform, fakes.addresses);
  const loads: Load[] = [];
  for (let wave = 0; wave <= WAVES; wave++) {
    if (matching) await bot.match();
    const load = await fakes.load(platform, PEOPLE);
    if (wave > 0) loads.push(load);
    if (values.verbose) console.log(start.name, platform, { wave, acknowledged: load.acknowledged, answered: load.answered });
    await bot.quiet();
  }
  await bot.stop();
  await fakes.close();
  return loads;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function summary(loads: readonly Load[]): {
  readonly perSecond: number;
  readonly answered: number;
  readonly p50: number;
  readonly p99: number;
} {
  const acks = loads.flatMap((load) => load.acks).sort((a, b) => a - b);
  const total = (field: 'acknowledged' | 'answered'): number => loads.reduce((sum, load) => sum + load[field], 0) / 1_000;
  return {
    perSecond: acks.length / total('acknowledged'),
    answered: acks.length / total('answered'),
    p50: quantile(acks, 0.5),
    p99: quantile(acks, 0.99),
  };
}

const show = (columns: readonly (string | number)[]): void =>
  console.log(columns.map((column, index) => (index === 0 ? String(column).padEnd(44) : String(column).padStart(12))).join(''));

console.log(`\n${WAVES} waves of ${PEOPLE} commands at once, while a round of 2,000 is being matched\n`);
show(['', 'acked/s', 'answered/s', 'p50 ms', 'p99 ms', 'p99 ×']);
let worst = 0;
for (const platform of PLATFORMS) {
  const sdk = platform === 'slack' ? 'bare Bolt' : 'bare discord.js';
  const alone = summary(await measure(bare, platform, false));
  const beside = summary(await measure(bare, platform, true));
  const ours = summary(await measure(mudhif, platform, true));
  const row = (name: string, { perSecond, answered, p50, p99 }: typeof ours, ratio: string): void =>
    show([name, Math.round(perSecond), Math.round(answered), p50.toFixed(0), p99.toFixed(0), ratio]);
  row(`${sdk}, nothing beside it`, alone, '');
  row(`${sdk}, the same pairing beside it`, beside, '1.00');
  row(`Mudhif on ${platform}, matching the round`, ours, (ours.p99 / beside.p99).toFixed(2));
  worst = Math.max(worst, ours.p99 / beside.p99);
}
console.log(`\nworst p99 against a bare bot: ${worst.toFixed(2)} × (at most 1.2 ×)\n`);
