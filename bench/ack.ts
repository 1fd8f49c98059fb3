// How fast a command is acknowledged, by Mudhif and by bots that only echo, on the same fakes in the same run.
//   npm run bench:ack [-- --waves 8] [--platform slack] [--verbose]
// In each wave 1,000 people type a command at once, while a round of 2,000 members is being matched: by the bot itself in Mudhif, in a
// worker thread beside the bare bots. The fakes and the bot are each in a process of their own. The bots' waves take turns, so that
// whatever else the machine does meets them alike. Times are from the fakes' sending of the command to their receipt of its
// acknowledgement. `p99` is the median over the waves of each wave's 99th percentile: on two cores one wave in ten meets something else
// that the machine does, in either bot, and a percentile of all waves together would measure that; it is shown as `all p99`. CPU is what the bot's process spent in that time for each, on its main thread and in all (the pairing too).

import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { APP_TOKEN, BOT_TOKEN } from '../test/support/slack/server.js';
import { cpuOf } from './ack/cpu.js';
import { type Addresses, DISCORD_TOKEN, type FromFakes, type Load, PEOPLE, type Platform, type ToFakes } from './ack/messages.js';
import { type Seeded, seed } from './ack/seed.js';

const { values } = parseArgs({
  options: { waves: { type: 'string', default: '24' }, platform: { type: 'string' }, verbose: { type: 'boolean' } },
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
  /** `acknowledged` is called when the last command has been. */
  load(platform: Platform, commands: number, acknowledged: () => void): Promise<Load>;
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
    async load(platform, commands, acknowledged) {
      void next<FromFakes>(child, ({ type }) => type === 'acknowledged').then(acknowledged);
      return (await ask<Extract<FromFakes, { type: 'loaded' }>>({ type: 'load', platform, commands }, 'loaded')).load;
    },
    async close() {
      await ask({ type: 'close' }, 'closed');
      child.kill();
    },
  };
}

interface Bot {
  readonly pid: number;
  /** Begins to match a round; resolves once it has begun. */
  match(): Promise<void>;
  /** Resolves when the bot has nothing left to do. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

/** The bare bots as plain JavaScript, like Mudhif: what runs TypeScript as it stands slows each `require` of an SDK. */
async function builtBare(): Promise<string> {
  const outfile = join(root, 'dist/bench/ack/bare.js');
  await build({
    entryPoints: [join(root, 'bench/ack/bare.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  });
  return outfile;
}

async function bare(platform: Platform, { slackApi, discordApi }: Addresses): Promise<Bot> {
  const child = fork(await builtBare(), [platform, platform === 'slack' ? slackApi : discordApi]);
  await next(child, (message) => message === 'ready');
  let matched: Promise<unknown> = Promise.resolve();
  return {
    pid: child.pid ?? 0,
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
    pid: child.pid ?? 0,
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

interface Wave extends Load {
  /** Milliseconds of CPU until the last acknowledgement. */
  readonly main: number;
  readonly all: number;
}

/** A bot on fakes of its own. */
async function open(start: typeof bare, platform: Platform): Promise<{ wave(matching: boolean): Promise<Wave>; close(): Promise<void> }> {
  const fakes = await openFakes();
  const bot = await start(platform, fakes.addresses);
  return {
    async wave(matching) {
      if (matching) await bot.match();
      const before = cpuOf(bot.pid);
      let after = before;
      const load = await fakes.load(platform, PEOPLE, () => {
        after = cpuOf(bot.pid);
      });
      await bot.quiet();
      const wave = { ...load, main: after.main - before.main, all: after.all - before.all };
      if (values.verbose) console.log(start.name, platform, { ...wave, acks: quantile(sorted(load.acks), 0.99) });
      return wave;
    },
    async close() {
      await bot.stop();
      await fakes.close();
    },
  };
}

interface Measured {
  readonly alone: readonly Wave[];
  readonly beside: readonly Wave[];
  readonly ours: readonly Wave[];
}

/** Rounds of waves before the measured ones: the first waves run code that is not compiled yet, in all bots. */
const WARM_UP = 4;

/** Waves of both bots in turns; the first, unmeasured ones warm everything up. */
async function measure(platform: Platform): Promise<Measured> {
  const echo = await open(bare, platform);
  const bot = await open(mudhif, platform);
  const measured = { alone: [] as Wave[], beside: [] as Wave[], ours: [] as Wave[] };
  for (let round = 0; round < WARM_UP + WAVES; round++) {
    const alone = await echo.wave(false);
    const beside = await echo.wave(true);
    const ours = await bot.wave(true);
    if (round < WARM_UP) continue;
    measured.alone.push(alone);
    measured.beside.push(beside);
    measured.ours.push(ours);
  }
  await echo.close();
  await bot.close();
  return measured;
}

const sorted = (numbers: readonly number[]): readonly number[] => [...numbers].sort((a, b) => a - b);

function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? 0;
}

function summary(waves: readonly Wave[]) {
  const acks = sorted(waves.flatMap((wave) => wave.acks));
  const total = (field: 'acknowledged' | 'answered' | 'main' | 'all'): number => waves.reduce((sum, wave) => sum + wave[field], 0);
  return {
    perSecond: (acks.length / total('acknowledged')) * 1_000,
    answered: (acks.length / total('answered')) * 1_000,
    p50: quantile(acks, 0.5),
    p99: quantile(sorted(waves.map((wave) => quantile(sorted(wave.acks), 0.99))), 0.5),
    allP99: quantile(acks, 0.99),
    main: total('main') / acks.length,
    all: total('all') / acks.length,
  };
}

const show = (columns: readonly (string | number)[]): void =>
  console.log(columns.map((column, index) => (index === 0 ? String(column).padEnd(42) : String(column).padStart(11))).join(''));

console.log(`\n${WAVES} waves of ${PEOPLE} commands at once, while a round of 2,000 is being matched\n`);
show(['', 'acked/s', 'answered/s', 'p50 ms', 'p99 ms', 'p99 ×', 'all p99', 'main ms', 'CPU ms']);
let worst = 0;
for (const platform of PLATFORMS) {
  const sdk = platform === 'slack' ? 'bare Bolt' : 'bare discord.js';
  const measured = await measure(platform);
  const [alone, beside, ours] = [summary(measured.alone), summary(measured.beside), summary(measured.ours)];
  const row = (name: string, { perSecond, answered, p50, p99, allP99, main, all }: typeof ours, ratio: string): void =>
    show([
      name,
      Math.round(perSecond),
      Math.round(answered),
      p50.toFixed(0),
      p99.toFixed(0),
      ratio,
      allP99.toFixed(0),
      main.toFixed(2),
      all.toFixed(2),
    ]);
  row(`${sdk}, nothing beside it`, alone, '');
  row(`${sdk}, the same pairing beside it`, beside, '1.00');
  row(`Mudhif on ${platform}, matching the round`, ours, (ours.p99 / beside.p99).toFixed(2));
  worst = Math.max(worst, ours.p99 / beside.p99);
}
console.log(
  `\nworst median p99 against a bare bot: ${worst.toFixed(2)} × (at most 1.2 ×); load of the machine at the end: ${loadavg()[0]?.toFixed(1)}\n`,
);
