/**
 * Both platforms with their limits on, in a process of their own: `fanout-platforms.ts DISCORD SLACK` with so many people
 * on each. Tells its parent where it is and who is there; then people give commands, and at the end it tells what came.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../src/core/time.js';
import { startFakeDiscord } from '../../test/support/discord/index.js';
import { APP_TOKEN, BOT_TOKEN, startSlack } from '../../test/support/slack/index.js';
import { createPerson } from '../../test/support/slack/people.js';
import { type Asked, CHATS, type Chat, type FromPlatforms, PERMITTED, type ToPlatforms } from './fanout.js';

/** A person waits no longer for an answer. */
const ANSWER_LIMIT_MS = 10_000;
const [discordPeople = 0, slackPeople = 0] = process.argv.slice(2).map(Number);
const tell = (message: FromPlatforms) => process.send?.(message);

const discord = await startFakeDiscord({
  clock: systemClock,
  limits: { posts: { limit: 5, windowMs: 5_000 }, perSecond: PERMITTED.discord },
});
const slack = await startSlack({ clock: systemClock, unchecked: true, pace: true, tiers: true, postsPerMinute: PERMITTED.slack * 60 });
const asker = discord.person('Asker');
const readers = Array.from({ length: discordPeople }, (_, index) => discord.person(`Reader ${index}`)).map((person) => ({
  user: person.id,
  direct: person.direct().id,
}));
slack.addUser({ id: 'U0ASKER01', name: 'asker', realName: 'Asker' });
slack.addChannel({ id: 'C0GENERAL', name: 'general', isGeneral: true, members: new Set(['U0ASKER01', slack.bot.user]) });
const slackReaders = Array.from({ length: slackPeople }, (_, index) => {
  const user = `U${String(index).padStart(8, '0')}`;
  slack.addUser({ id: user, name: user.toLowerCase(), realName: `Reader ${index}` });
  const direct = `D${String(index).padStart(8, '0')}`;
  slack.addChannel({ id: direct, name: 'directmessage', kind: 'im', members: new Set([user, slack.bot.user]) });
  return { user, direct };
});
tell({
  type: 'ready',
  discord: { url: discord.apiUrl, token: discord.token, space: discord.world.guild.id, readers },
  slack: { url: slack.apiUrl, botToken: BOT_TOKEN, appToken: APP_TOKEN, space: slack.team, readers: slackReaders },
});

/** When each message was there: counted as it comes, on this process's clock. */
const came = { discord: [] as number[], slack: [] as number[] };
const directs = new Set(slackReaders.map(({ direct }) => direct));
const count = () => {
  const now = Date.now();
  const onDiscord = readers.reduce((sum, { direct }) => sum + discord.channel(direct).messages.length, 0);
  const onSlack = slack.messages.filter(({ channel }) => directs.has(channel)).length;
  while (came.discord.length < onDiscord) came.discord.push(now);
  while (came.slack.length < onSlack) came.slack.push(now);
};
const missing = () => came.discord.length + came.slack.length < discordPeople + slackPeople;

const zainab = createPerson(slack, 'U0ASKER01');
const ask: Readonly<Record<Chat, () => Promise<Asked>>> = {
  async discord() {
    const started = performance.now();
    const asked = asker.command('community', 'about');
    await discord.until(() => asked.original !== null, ANSWER_LIMIT_MS);
    return { chat: 'discord', ackMs: asked.answeredAfterMs ?? Number.POSITIVE_INFINITY, answeredMs: performance.now() - started };
  },
  async slack() {
    const started = performance.now();
    const before = slack.visible('C0GENERAL', 'U0ASKER01').length;
    await zainab.command('C0GENERAL', '/community about');
    const ackMs = performance.now() - started;
    await slack.until(() => slack.visible('C0GENERAL', 'U0ASKER01').length > before);
    return { chat: 'slack', ackMs, answeredMs: performance.now() - started };
  },
};
/** On each platform one after the other, as long as `more` says. */
async function askWhile(more: (asked: number) => boolean, everyMs: number): Promise<readonly Asked[]> {
  const commands: Asked[] = [];
  await Promise.all(
    CHATS.map(async (chat) => {
      for (let asked = 0; more(asked); asked += 1) {
        const next = sleep(everyMs);
        await ask[chat]().then(
          (one) => commands.push(one),
          (error: unknown) => {
            console.error(error);
            commands.push({ chat, ackMs: Number.POSITIVE_INFINITY, answeredMs: Number.POSITIVE_INFINITY });
          },
        );
        await next;
      }
    }),
  );
  return commands;
}

process.on('message', (message: ToPlatforms) => {
  if (message.type === 'ask') void askWhile((asked) => asked < message.times, 100).then((commands) => tell({ type: 'asked', commands }));
  else void watch(message.until);
});

async function watch(until: number): Promise<void> {
  const asking = askWhile(() => Date.now() < until && missing(), 1_000);
  while (Date.now() < until && missing()) {
    count();
    await sleep(20);
  }
  const commands = await asking;
  count();
  const perReader = [
    ...readers.map(({ direct }) => discord.channel(direct).messages.length),
    ...slackReaders.map(({ direct }) => slack.messages.filter(({ channel }) => channel === direct).length),
  ];
  const refused = discord.refusals.length + slack.calls.filter(({ error }) => error === 'ratelimited').length;
  tell({ type: 'seen', came, commands, doubled: perReader.filter((messages) => messages > 1).length, refused });
}
