// Whether 300 contributions a minute are copied as fast as the platforms permit, on the injected clock: minutes pass in seconds.
//   npm run bench:mirror-clock [-- --contributions 300] [--perMinute 300]
// Nine members write in turn in one mirrored topic, on Slack, Discord and in the browser chat. The whole app runs in this process, with
// the adapters and SDKs of both platforms, at its own pace. The clock moves only when everything that is due is done: from one
// contribution, or the moment that a delivery waits for, to the next. What it shows is waiting alone: a program that does nothing but
// keeps to the limits needs the permitted time. What the work itself takes is measured as CPU time, the fakes' included.
//
// Slack's fake refuses what is faster than a message a second in a channel. Discord's fake, as its SDK, counts on the machine's own
// clock, so that the moments of the posts are compared with five in five seconds here. Exit code 1: a copy is missing, refused, or too
// fast; the last one stands later than 1.1 × the permitted time; or the work of a minute's contributions takes more than a minute.

import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createWebAdapter, type WebAdapter } from '../adapters/web/index.js';
import { idsOf } from '../adapters/web/places/threads.js';
import { PAGE_HEADER, PERSONA_HEADER } from '../adapters/web/protocol.js';
import { after, type Instant, latest, MINUTE, SECOND, toInstant, toLocalDate } from '../src/core/time.js';
import { answerSharing } from '../src/features/topics/discussion/consent.js';
import { openTopic } from '../src/features/topics/discussion/open.js';
import { threadKey } from '../src/features/topics/keys.js';
import { toMonth } from '../src/features/topics/rules/month.js';
import { createMemoryPace } from '../src/pace/memory.js';
import type { Platform } from '../src/ports/chat.js';
import { runWhatIsDue } from '../test/support/clock.js';
import type { Person } from '../test/support/discord/index.js';
import { startPlatformApp } from '../test/support/platform-app.js';
import { aMember, anOrganisation } from '../test/support/records.js';
import { createThreadActs } from '../test/support/slack/thread-acts.js';
import { aTopic } from '../test/support/topic-rows.js';

const { values } = parseArgs({
  options: { contributions: { type: 'string', default: '300' }, perMinute: { type: 'string', default: '300' } },
});
const CONTRIBUTIONS = Number(values.contributions);
const EVERY_MS = MINUTE / Number(values.perMinute);
const PEOPLE = 3;
const ORIGIN = 'http://127.0.0.1:1';
const PLATFORMS = ['slack', 'discord', 'web'] as const;
/** How often something is looked for that another part of the process does. */
const LOOK_MS = 2;
/** Messages in a place within a window, as the platforms permit them. */
const PERMITTED = { slack: { calls: 1, windowMs: SECOND }, discord: { calls: 5, windowMs: 5 * SECOND } } as const;
const LATEST = 1.1;

/** Contributions are written from then on. */
let began: Instant | undefined;
let written = 0;
let passing: Promise<void> = Promise.resolve();

let web: WebAdapter | undefined;
const persons: Person[] = [];
const users = Array.from({ length: PEOPLE }, (_, index) => `noor${index}`);
const house = await startPlatformApp({
  settings: { languages: ['en'], topics: { mirroring: true } },
  pace: { create: (now) => createMemoryPace({ now }), sleep: (ms) => passTo(after(clock.now(), ms)) },
  slackLimits: true,
  before(discord) {
    discord.world.privileged.content = true;
    discord.textChannel('topics');
    for (let index = 0; index < PEOPLE; index += 1) persons.push(discord.person(`Speaker ${index}`));
  },
  also(parts, { store, clock, logger }) {
    web = createWebAdapter({
      ...parts,
      store: store.engines,
      clock,
      logger,
      access: { type: 'personas', personas: users.map((user) => ({ user, name: user, language: 'en', about: user })) as never },
      space: 'web',
      origins: () => [ORIGIN],
    });
    return [web];
  },
});
const adapter = web;
if (!adapter) throw new Error('no browser chat');
await adapter.start(house.app.inbox);
await house.app.needs.look();
const { autocommit } = house.store;
const { clock } = house;

/** What each of them does to write. */
const hands: { readonly platform: Platform; readonly write: (text: string) => Promise<void> }[] = [];
const threadOn = async (platform: Platform) => {
  const thread = await autocommit.conversations.find(threadKey(topic), platform);
  if (!thread) throw new Error(`no thread on ${platform}`);
  return thread;
};
async function admit(platform: Platform, space: string, user: string, write: (text: string) => Promise<void>): Promise<void> {
  const account = { platform, space, user };
  const known = await autocommit.members.findByAccount(account);
  const organisation = await autocommit.organisations.insert(anOrganisation({ name: `House of ${user}` }));
  const member = known?.id ?? (await autocommit.members.insert(aMember({ name: user, organisation })));
  if (!known) await autocommit.accounts.link(member, account);
  await house.app.contexts.transaction((context) => answerSharing(context, { id: member }, 'name'));
  hands.push({ platform, write });
}

const topic = await autocommit.topics.insertTopic(
  aTopic(clock.now(), {
    month: toMonth('2026-12'),
    plannedDate: toLocalDate('2026-12-06'),
    origin: 'urgent',
    sector: null,
    texts: { en: { title: 'Clean water', question: 'Who tests the wells?' } },
  }),
);
for (let index = 0; index < PEOPLE; index += 1) {
  const slackUser = `U0SPEAKER${index}`;
  house.slack.addUser({ id: slackUser, name: slackUser.toLowerCase(), realName: slackUser });
  for (const { members } of house.slack.channels.values()) members.add(slackUser);
  await admit('slack', house.slack.team, slackUser, async (text) => {
    const [channel = '', ts = ''] = (await threadOn('slack')).id.split(':');
    await createThreadActs(house.slack, slackUser).write({ channel, ts }, text, []);
  });
  const person = persons[index];
  if (!person) throw new Error('nobody is on Discord');
  await admit('discord', house.discord.world.guild.id, person.id, async (text) => {
    person.say(house.discord.channel((await threadOn('discord')).id), text);
  });
  const user = users[index] ?? '';
  await admit('web', 'web', user, async (text) => {
    const { conversation, thread } = idsOf(await threadOn('web'));
    const headers = {
      host: '127.0.0.1:1',
      [PAGE_HEADER]: '1',
      [PERSONA_HEADER]: user,
      origin: ORIGIN,
      'content-type': 'application/json',
    };
    const body = JSON.stringify({ id: randomUUID(), conversation, thread, text });
    const response = await adapter.app.request(`${ORIGIN}/api/messages`, { method: 'POST', headers, body });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  });
}
const found = await autocommit.topics.topic(topic);
if (!found) throw new Error('no topic');
await house.app.contexts.transaction((context) => openTopic(context, found));
const steps = { run: () => house.settle(), nextDue: () => house.app.runner.nextDue() };
await runWhatIsDue(clock, MINUTE, steps);

const dueOf = (number: number): Instant => after(began ?? clock.now(), Math.round(number * EVERY_MS));

async function write(number: number): Promise<void> {
  await hands[number % hands.length]?.write(
    `Word ${number}. We test each well on the first Monday of a month, and write down what we find.`,
  );
  // The platforms tell it over their sockets, in real time.
  while ((await autocommit.topics.contributionsOf(topic)).length <= number) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}

/** Moves the clock, also while deliveries wait for their slots; what is written on the way is written at its time. */
function passTo(moment: Instant): Promise<void> {
  passing = passing.then(async () => {
    while (began !== undefined && written < CONTRIBUTIONS && dueOf(written) <= moment) {
      clock.set(latest(dueOf(written), clock.now()));
      await write(written);
      written += 1;
    }
    clock.set(latest(moment, clock.now()));
  });
  return passing;
}

/** When each copy was sent, by the injected clock. */
async function sentCopies(): Promise<Readonly<Record<Platform, readonly Instant[]>>> {
  const copies = await autocommit.deliveries.list({ kinds: ['topics.discussion.copy'], limit: CONTRIBUTIONS * 2 + 1 });
  const on = (platform: Platform) =>
    copies
      .filter(({ state, message }) => state === 'sent' && message?.conversation.platform === platform)
      .flatMap(({ sentAt }) => sentAt ?? [])
      .toSorted((one, other) => one - other);
  return { slack: on('slack'), discord: on('discord'), web: on('web') };
}

/** The most posts that stood within the platform's window, less those that it permits; not more than 0. */
const tooFast = (moments: readonly Instant[], { calls, windowMs }: { readonly calls: number; readonly windowMs: number }): number =>
  moments.filter((at, index) => index >= calls && at - (moments[index - calls] ?? 0) < windowMs).length;

const cpuBefore = process.cpuUsage();
const realBefore = performance.now();
const refusedBefore = house.slack.calls.filter(({ error }) => error === 'ratelimited').length;
const wanted = (platform: Platform) =>
  Array.from({ length: CONTRIBUTIONS }, (_, number) => hands[number % hands.length]?.platform).filter((from) => from !== platform).length;
began = clock.now();
for (const limit = after(began, CONTRIBUTIONS * 2 * SECOND + MINUTE); clock.now() < limit; ) {
  await house.settle();
  const copies = await sentCopies();
  if (written === CONTRIBUTIONS && PLATFORMS.every((platform) => copies[platform].length >= wanted(platform))) break;
  const next = [await house.app.runner.nextDue(), ...(written < CONTRIBUTIONS ? [dueOf(written)] : [])].filter((at) => at !== undefined);
  if (next.length === 0) break;
  await passTo(toInstant(Math.min(...next)));
}
const { user: cpuUser, system } = process.cpuUsage(cpuBefore);
const cpuMs = (cpuUser + system) / 1000;
const realMs = performance.now() - realBefore;
const sent = await sentCopies();
const refusals = {
  slack: house.slack.calls.filter(({ error }) => error === 'ratelimited').length - refusedBefore,
  discord: house.discord.refusals.length,
};

const problems: string[] = [];
const row = (cells: readonly string[]) => console.log(`| ${cells.join(' | ')} |`);
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
console.log(
  `${CONTRIBUTIONS} contributions, ${values.perMinute} a minute, on the injected clock: ${seconds(realMs)} in truth, ${seconds(cpuMs)} of CPU.\n`,
);
row(['platform', 'copies', 'until the last', 'permitted', 'ratio', 'too fast', 'refused']);
row(Array(7).fill('---'));
for (const platform of PLATFORMS) {
  const moments = sent[platform];
  const took = (moments.at(-1) ?? began) - began;
  if (moments.length !== wanted(platform)) problems.push(`${moments.length} of ${wanted(platform)} copies on ${platform}`);
  if (platform === 'web') {
    // It waits for nothing but the steps of the others.
    row([platform, String(moments.length), '–', '–', '–', '–', '–']);
    continue;
  }
  const { calls, windowMs } = PERMITTED[platform];
  const permitted = Math.max(Math.ceil(moments.length / calls - 1) * windowMs, (CONTRIBUTIONS - 1) * EVERY_MS);
  const fast = tooFast(moments, PERMITTED[platform]);
  row([
    platform,
    String(moments.length),
    seconds(took),
    seconds(permitted),
    `${(took / permitted).toFixed(2)} ×`,
    String(fast),
    String(refusals[platform]),
  ]);
  if (took > LATEST * permitted) problems.push(`${platform} took ${seconds(took)}`);
  if (fast > 0 || refusals[platform] > 0) problems.push(`${platform}: ${fast} too fast, ${refusals[platform]} refused`);
}
const perMinute = (CONTRIBUTIONS / cpuMs) * MINUTE;
console.log(
  `\nA contribution with its two copies takes ${(cpuMs / CONTRIBUTIONS).toFixed(0)} ms of CPU: ${perMinute.toFixed(0)} a minute on one core.`,
);
if (perMinute < Number(values.perMinute)) problems.push('the work takes longer than the minute');
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;

await adapter.stop();
await house.close();
