import type { Identity } from '../../../src/ports/chat.js';
import { type DiscordHarness, startDiscord } from '../../support/discord/harness.js';
import type { FakeInteraction } from '../../support/discord/index.js';
import { type ChatHarness, chatContract } from './chat-contract.js';

/** What a client shows of Discord's markdown: escapes and marks that nobody sees are gone, and mentions are names. */
function shown(text: string, nameOf: (user: string) => string): string {
  return text
    .replace(/<@(\d+)>/g, (_mention, user: string) => `@${nameOf(user)}`)
    .replace(/\\([^0-9A-Za-z\s])/g, '$1')
    .replace(/[\u200b\u200f]/g, '')
    .replace(/^(> |-# |### )/gm, '')
    .replace(/\*\*/g, '');
}

function harnessOf(harness: DiscordHarness): ChatHarness {
  const { discord } = harness;
  const people = [harness.zainab, harness.karwan, harness.haider];
  const identity = (user: string): Identity => ({ platform: 'discord', space: discord.world.guild.id, user });
  const person = ({ user }: Identity) => {
    const found = people.find(({ id }) => id === user);
    if (!found) throw new Error(`nobody is ${user}`);
    return found;
  };
  const nameOf = (user: string): string => discord.world.members.get(user)?.nick ?? user;
  const salma = discord.world.members.get(harness.zainab.id);
  if (salma) salma.nick = 'Salma';
  const clicks = new Map<string, FakeInteraction>();
  const answered = (interaction: FakeInteraction) => discord.until(() => interaction.answer !== undefined);
  return {
    get adapter() {
      return harness.adapter;
    },
    get received() {
      return harness.inbox.received;
    },
    people: [identity(harness.zainab.id), identity(harness.karwan.id), identity(harness.haider.id)],
    async seenBy(who, conversation) {
      const channel = discord.channel(conversation);
      const mine = person(who);
      const inside = channel.members.size === 0 || channel.members.has(mine.id);
      if (!inside) throw new Error('not in there');
      return mine.sees(channel).map((message) => shown(discord.words(message), nameOf));
    },
    async write(who, conversation, text) {
      const channel = discord.channel(conversation);
      const [, command, subcommand, rest] = /^\/(\S+) (\S+) ?(.*)$/.exec(text) ?? [];
      if (command !== undefined && subcommand !== undefined) {
        const options = Object.fromEntries(
          (rest ?? '')
            .split(' ')
            .filter(Boolean)
            .map((pair) => pair.split(':') as [string, string]),
        );
        await answered(person(who).command(command, subcommand, options, channel));
        return;
      }
      const before = harness.inbox.received.messages.length;
      person(who).say(channel, text);
      await discord.until(() => harness.inbox.received.messages.length > before);
    },
    // Discord's client takes commands apart itself.
    typed: { type: 'options', subcommand: 'pause', values: { until: '2026-12-01' } },
    async press(who, message, action, clickId) {
      const channel = discord.channel(message.conversation.id);
      const source = channel.messages.find((each) => each.message.id === message.id);
      if (!source) throw new Error('no such message');
      const known = clicks.get(clickId);
      if (known) discord.interactions.again(known);
      const click = known ?? person(who).press(source, action);
      clicks.set(clickId, click);
      await answered(click);
    },
    async restart() {
      await harness.restart();
      return harnessOf(harness);
    },
    close: () => harness.close(),
  };
}

chatContract('Discord', async () => harnessOf(await startDiscord()));
