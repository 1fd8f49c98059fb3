// How fast reminders that are due at once reach their readers, against what the platforms permit, and whether people are
// answered meanwhile.
//   npm run bench:fanout [-- --discord 5000] [--slack 450]
// Three processes: the built program on a new SQLite database, both platforms' fakes with their limits on, and this one.
// The reference is the permitted rate: Discord's 50 requests a second, Slack's 300 messages a minute.

import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { aMember } from '../test/contract/store/samples.js';
import { bundle } from '../test/support/bundle.js';
import { startProgram } from '../test/support/program.js';
import { openTestStore } from '../test/support/store.js';
import { type FromPlatforms, PERMITTED } from './support/fanout.js';

const { values } = parseArgs({ options: { discord: { type: 'string', default: '5000' }, slack: { type: 'string', default: '450' } } });
const wanted = { discord: Number(values.discord), slack: Number(values.slack) };
/** The program has so long to start. */
const START_MS = 20_000;

const platforms = await bundle(fileURLToPath(new URL('./support/fanout-platforms.ts', import.meta.url)));
const child = fork(platforms.file, [String(wanted.discord), String(wanted.slack)]);
const next = <T extends FromPlatforms['type']>(type: T) =>
  new Promise<Extract<FromPlatforms, { type: T }>>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the platforms ended with ${code}`)));
    child.on('message', (message: FromPlatforms) => {
      if (message.type === type) resolve(message as Extract<FromPlatforms, { type: T }>);
    });
  });
const there = await next('ready');

const folder = mkdtempSync(join(tmpdir(), 'mudhif-fanout-'));
const store = await openTestStore({ file: join(folder, 'mudhif.db') });
const due = Date.now() + START_MS;
// Nobody sleeps: it is noon where the readers are.
const hoursAhead = 12 - new Date(due).getUTCHours();
const timezone = `Etc/GMT${hoursAhead > 0 ? '-' : '+'}${Math.abs(hoursAhead)}`;
await store.transaction(async ({ members, deliveries, conversations }) => {
  // People of both platforms stand side by side, as they joined.
  const everybody = (['discord', 'slack'] as const)
    .flatMap((platform) =>
      there[platform].readers.map((reader, index, all) => ({ ...reader, platform, order: (index + 0.5) / all.length })),
    )
    .sort((a, b) => a.order - b.order);
  for (const { platform, user, direct } of everybody) {
    const { space } = there[platform];
    const member = await members.insert(aMember({ name: `Reader ${user}`, timezone, status: 'active' }));
    const account = { platform, space, user };
    await members.link(member, account);
    await members.touchIdentity(account, due - 1, true);
    await conversations.save(`direct:${user}`, { platform, space, id: direct, kind: 'direct' });
    const to = { to: 'member', member } as const;
    await deliveries.plan({ key: `bench:${platform}:${user}`, kind: 'members.organisation-approved', args: { member }, to, dueAt: due });
  }
});
await store.close();

const program = await startProgram(['start'], {
  folder,
  env: {
    SLACK_BOT_TOKEN: there.slack.botToken,
    SLACK_APP_TOKEN: there.slack.appToken,
    SLACK_API_URL: there.slack.url,
    DISCORD_TOKEN: there.discord.token,
    DISCORD_API_URL: there.discord.url,
  },
});
if (Date.now() > due) throw new Error('the program took too long to start');
const longest = Math.max(wanted.discord / PERMITTED.discord, wanted.slack / PERMITTED.slack) * 1000;
child.send({ type: 'watch', until: due + longest * 1.5 + 30_000 });
const seen = await next('seen');

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
const show = (columns: readonly (string | number)[]) => console.log(columns.map((column) => String(column).padStart(16)).join(''));
show(['', 'messages', 'a second', 'permitted', 'ratio', 'late p50', 'late p99']);
for (const platform of ['discord', 'slack'] as const) {
  const came = seen.came[platform];
  const permitted = PERMITTED[platform];
  const rate = came.length / (((came.at(-1) ?? due) - due) / 1000);
  // Beyond the moment at which the limits would have let the n-th message out.
  const late = came.map((moment, index) => Math.max(0, (moment - due) / 1000 - (index + 1) / permitted)).sort((a, b) => a - b);
  show([
    platform,
    came.length,
    rate.toFixed(2),
    permitted,
    `${((100 * rate) / permitted).toFixed(1)} %`,
    `${at(late, 0.5).toFixed(2)} s`,
    `${at(late, 0.99).toFixed(2)} s`,
  ]);
}
console.log();
show(['', 'commands', 'ack p50', 'ack p99', 'answered p99']);
for (const platform of ['discord', 'slack'] as const) {
  const own = seen.commands.filter((one) => one.platform === platform);
  const [acks, answers] = [own.map(({ ackMs }) => ackMs), own.map(({ answeredMs }) => answeredMs)].map((all) => all.sort((a, b) => a - b));
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  show([platform, own.length, ms(at(acks ?? [], 0.5)), ms(at(acks ?? [], 0.99)), ms(at(answers ?? [], 0.99))]);
}
console.log(
  `\nlost ${wanted.discord + wanted.slack - seen.came.discord.length - seen.came.slack.length}, doubled ${seen.doubled}, requests refused by the platforms ${seen.refused}`,
);

await program.end();
child.kill();
for (const made of [folder, platforms.folder]) rmSync(made, { recursive: true, force: true });
process.exit(0);
