// How fast reminders that are due at once reach their readers, against what the platforms permit, and whether people are
// answered meanwhile.
//   npm run bench:fanout [-- --engine 'PostgreSQL alone'] [--workers 2] [--discord 5000] [--slack 450] [--verbose]
// On each engine that this machine has (or those named), one after the other; then, unless `--workers` says how many, on those with
// Redis once more with a gateway and two workers. Each time the built program, on servers of its own that wait for their disk, and
// both platforms' fakes with their limits on, each in a process of its own. People give a command a second on each platform,
// and did so before anything was due.

import { rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle } from '../test/support/bundle.js';
import { ENGINES, hasEngine, needsRedis } from '../test/support/engines.js';
import { type Asked, CHATS, type Chat, PERMITTED } from './support/fanout.js';
import { type Fanout, runFanout } from './support/fanout-run.js';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', multiple: true },
    workers: { type: 'string' },
    discord: { type: 'string', default: '5000' },
    slack: { type: 'string', default: '450' },
    verbose: { type: 'boolean', default: false },
  },
});
const messages = { discord: Number(values.discord), slack: Number(values.slack) };
const engines = (values.engine ?? ENGINES).map((name) => {
  const found = ENGINES.find((engine) => engine === name);
  if (found === undefined) throw new RangeError(`no engine ${name}: ${ENGINES.join(', ')}`);
  return found;
});
const runs = engines
  .filter(hasEngine)
  .map((engine) => ({ engine, workers: Number(values.workers ?? 0) }))
  .concat(
    values.workers === undefined
      ? engines
          .filter(needsRedis)
          .filter(hasEngine)
          .map((engine) => ({ engine, workers: 2 }))
      : [],
  );

const at = (all: readonly number[], share: number): number => {
  const sorted = all.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
};
const ms = (all: readonly number[], share: number) => `${at(all, share).toFixed(0)} ms`;
const row = (cells: readonly (string | number)[]) => console.log(`| ${cells.join(' | ')} |`);

function show(name: string, chat: Chat, { due, seen, before }: Fanout): void {
  const came = seen.came[chat];
  const permitted = PERMITTED[chat];
  const rate = came.length / (((came.at(-1) ?? due) - due) / 1000);
  // Beyond the moment at which the limits would have let the n-th message out.
  const late = came.map((moment, index) => Math.max(0, (moment - due) / 1000 - (index + 1) / permitted));
  const times = (commands: readonly Asked[], key: 'ackMs' | 'answeredMs') =>
    commands.filter((one) => one.chat === chat).map((one) => one[key]);
  const answered = times(seen.commands, 'answeredMs');
  row([
    name,
    chat,
    came.length,
    rate.toFixed(2),
    `${((100 * rate) / permitted).toFixed(1)} %`,
    `${at(late, 0.5).toFixed(2)} s`,
    `${at(late, 0.99).toFixed(2)} s`,
    ms(times(seen.commands, 'ackMs'), 0.99),
    `${ms(answered, 0.5)}, ${ms(answered, 0.99)}`,
    `${ms(times(before, 'answeredMs'), 0.5)}, ${ms(times(before, 'answeredMs'), 0.99)}`,
    `${messages[chat] - came.length}, ${seen.doubled}, ${seen.refused}`,
  ]);
  const seconds = Math.ceil(((came.at(-1) ?? due) - due) / 1000);
  const bySecond = Array.from(
    { length: seconds },
    (_, second) => came.filter((moment) => Math.floor((moment - due) / 1000) === second).length,
  );
  if (values.verbose) console.log(`${chat}, messages in each second: ${bySecond.join(' ')}`);
  if (values.verbose) console.log(`${chat}, answered in ms: ${answered.map((each) => each.toFixed(0)).join(' ')}`);
}

const platforms = await bundle(fileURLToPath(new URL('./support/fanout-platforms.ts', import.meta.url)));
row([
  'engine',
  'platform',
  'messages',
  'a second',
  'of permitted',
  'late p50',
  'late p99',
  'ack p99',
  'answer p50, p99',
  'before',
  'lost, doubled, refused',
]);
row(['---', '---', ...Array.from({ length: 9 }, () => '---:')]);
for (const { engine, workers } of runs) {
  const fanout = await runFanout({ engine, workers, messages, platforms: platforms.file });
  const name = workers === 0 ? engine : `${engine}, a gateway and ${workers} workers`;
  for (const chat of CHATS) show(name, chat, fanout);
  if (values.verbose)
    console.log(
      `load ${loadavg()
        .map((load) => load.toFixed(1))
        .join(' ')}`,
    );
}
rmSync(platforms.folder, { recursive: true, force: true });
process.exit(0);
