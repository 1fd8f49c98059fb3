import { ChannelType, PermissionFlagsBits } from 'discord.js';
import type { Identity } from '../../../src/ports/chat.js';
import { type DiscordHarness, startDiscord } from '../../support/discord/harness.js';
import type { FakeInteraction, FakeMessage } from '../../support/discord/index.js';
import { type Modal, shownModal } from '../../support/discord/shown.js';
import { channelOf } from '../../support/discord/world.js';
import { sampleCommands } from '../../support/web-inbox.js';
import { chatContract } from './chat-contract.js';
import { type ChatHarness, libraryCommand, type TypedCommand } from './harness.js';

/** A role that may manage the server: known to Discord before anybody has it. */
const KEEPER = '990000000000000001';
/** The custom id of our own button that opens a form. */
const DOOR = /"custom_id":"(discord:open[^"]*)"/;

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
  const visible = (who: Identity, conversation: string): readonly FakeMessage[] => {
    const channel = discord.channel(conversation);
    const mine = person(who);
    const inside = channel.members.size === 0 || channel.members.has(mine.id);
    if (!inside) throw new Error('not in there');
    return mine.sees(channel);
  };
  const messageOf = (id: string, channel: string): FakeMessage => {
    const source = discord.channel(channel).messages.find((each) => each.message.id === id);
    if (!source) throw new Error('no such message');
    return source;
  };
  const command = async (who: Identity, conversation: string, typed: TypedCommand): Promise<void> =>
    answered(person(who).command(typed.command, typed.subcommand, typed.options, discord.channel(conversation)));
  /** What stands open before a person: the last of what they did, where a form opened; else what its button opens. */
  const formOf = async (who: Identity): Promise<FakeInteraction> => {
    const last = discord.interactions.all.findLast(({ user }) => user === who.user);
    if (!last) throw new Error('nothing was asked for');
    await answered(last);
    if (last.modal) return last;
    const door = DOOR.exec(JSON.stringify(last.original?.message.components))?.[1];
    if (door === undefined || !last.original) throw new Error('no form there');
    const opened = person(who).press(last.original, door);
    await answered(opened);
    return opened;
  };
  return {
    get adapter() {
      return harness.adapter;
    },
    get inbox() {
      return harness.inbox;
    },
    people: [identity(harness.zainab.id), identity(harness.karwan.id), identity(harness.haider.id)],
    rooms: { usable: 'coffee', open: 'general', closed: 'locked' },
    seenBy: async (who, conversation) => visible(who, conversation).map((message) => shown(discord.words(message), nameOf)),
    filesSeenBy: async (who, conversation) =>
      Promise.all(
        visible(who, conversation)
          .flatMap(({ message }) => message.attachments)
          .map(async ({ filename, url }) => ({ name: filename, bytes: new Uint8Array(await (await fetch(url)).arrayBuffer()) })),
      ),
    async write(who, conversation, text) {
      const channel = discord.channel(conversation);
      const [, name, subcommand, rest] = /^\/(\S+) (\S+) ?(.*)$/.exec(text) ?? [];
      if (name !== undefined && subcommand !== undefined) {
        const options = Object.fromEntries(
          (rest ?? '')
            .split(' ')
            .filter(Boolean)
            .map((pair) => pair.split(':') as [string, string]),
        );
        await answered(person(who).command(name, subcommand, options, channel));
        return;
      }
      const before = harness.inbox.received.messages.length;
      person(who).say(channel, text);
      await discord.until(() => harness.inbox.received.messages.length > before);
    },
    // Discord's client takes commands apart itself.
    typed: { type: 'options', subcommand: 'pause', values: { until: '2026-12-01' } },
    async press(who, message, action, clickId) {
      const source = messageOf(message.id, message.conversation.id);
      const known = clicks.get(clickId);
      if (known) discord.interactions.again(known);
      const click = known ?? person(who).press(source, action);
      clicks.set(clickId, click);
      await answered(click);
    },
    async writeInThread(who, below, text) {
      const before = harness.inbox.received.messages.length;
      const thread = channelOf(discord.world, {
        type: ChannelType.PublicThread,
        name: 'Answers',
        parentId: below.conversation.id,
        ownerId: who.user,
      });
      discord.world.channels.set(thread.id, thread);
      person(who).say(thread, text);
      await discord.until(() => harness.inbox.received.messages.length > before);
      return thread;
    },
    command,
    handIn: (who, conversation, file) =>
      command(who, conversation, { command: 'library', subcommand: 'add', options: { title: 'Budgets', file } }),
    async complete(who, _conversation, typed) {
      const typing = person(who).type(typed.command, typed.subcommand, typed.option, typed.typed);
      await answered(typing);
      return (typing.choices ?? []).map(({ value }) => value);
    },
    async choose(who, message, action, values) {
      await answered(person(who).choose(messageOf(message.id, message.conversation.id), action, values));
    },
    async form(who) {
      const { modal } = await formOf(who);
      return shownModal(modal as unknown as Modal);
    },
    async submit(who, values) {
      const submitted = person(who).submit(await formOf(who), values);
      await answered(submitted);
      return submitted.original && DOOR.test(JSON.stringify(submitted.original.message.components))
        ? shown(discord.words(submitted.original), nameOf)
        : '';
    },
    async arrive() {
      return identity(discord.person('Nadia').id);
    },
    async leave(who) {
      discord.gateway.repeat(2);
      person(who).leave();
      discord.gateway.repeat(1);
    },
    appoint({ user }, administrator) {
      const member = discord.world.members.get(user);
      if (member) member.roles = administrator ? [KEEPER] : [];
    },
    line: {
      cut() {
        discord.gateway.refuse(true);
        discord.gateway.cut();
      },
      mend: () => discord.gateway.refuse(false),
    },
    async restart() {
      await harness.restart();
      return harnessOf(harness);
    },
    close: () => harness.close(),
  };
}

chatContract('Discord', async () => {
  const harness = await startDiscord({
    commands: [...sampleCommands, libraryCommand],
    before({ world, textChannel, deny }) {
      world.roles.set(KEEPER, { id: KEEPER, name: 'Keeper', permissions: PermissionFlagsBits.ManageGuild });
      deny(textChannel('locked'), PermissionFlagsBits.SendMessages);
    },
  });
  return harnessOf(harness);
});
