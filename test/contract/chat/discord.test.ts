import { ChannelType, MessageType, PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeEach, describe } from 'vitest';
import { MESSAGE_MENU } from '../../../src/core/command.js';
import type { Identity, MessageRef } from '../../../src/ports/chat.js';
import { PLATFORM_NEEDS } from '../../../src/ports/needs.js';
import { type DiscordHarness, startDiscord } from '../../support/discord/harness.js';
import { type FakeDiscord, type FakeInteraction, type FakeMessage, requests } from '../../support/discord/index.js';
import { type Modal, shownModal } from '../../support/discord/shown.js';
import { firstMessages } from '../../support/discord/threads.js';
import { channelOf } from '../../support/discord/world.js';
import { PURPOSES } from '../../support/purposes.js';
import { sampleCommands } from '../../support/web-inbox.js';
import { chatContract } from './chat-contract.js';
import { type ChatHarness, libraryCommand, type Now, type ThreadHarness, type TypedCommand } from './harness.js';
import { threadsContract } from './threads.js';

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
    return [...firstMessages(discord.world, channel), ...mine.sees(channel)];
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
  /** What somebody does in a thread; the gateway tells it twice, and the app has heard it once. */
  const inThread = async <T>(act: () => T): Promise<T> => {
    const before = harness.inbox.received.threads.length;
    discord.gateway.repeat(2);
    const done = act();
    discord.gateway.repeat(1);
    await discord.until(() => harness.inbox.received.threads.length > before);
    return done;
  };
  const said = ({ id, conversation }: MessageRef): FakeMessage => messageOf(id, conversation.id);
  const threads: ThreadHarness = {
    closes: true,
    async seenBy(who, { id }) {
      const thread = discord.channel(id);
      const parent = discord.channel(thread.parentId ?? '');
      const post = person(who)
        .sees(parent)
        .filter(({ message }) => message.id === id);
      const below = person(who)
        .sees(thread)
        .filter(({ message }) => message.type !== MessageType.ThreadStarterMessage);
      return [...post, ...below].map((message) => shown(discord.words(message), nameOf));
    },
    title: async ({ id }) => discord.channel(id).name,
    async writeInThread(who, conversation, text, files = []) {
      const { message } = await inThread(() => person(who).say(discord.channel(conversation.id), text, files));
      return { conversation, id: message.id };
    },
    editInThread(who, message, text) {
      // Discord tells edits apart by their time.
      harness.clock.advance(1);
      return inThread(() => person(who).edit(said(message), text));
    },
    deleteInThread: (who, message) => inThread(() => person(who).erase(said(message))),
    async openMenu(who, { id, conversation }) {
      await answered(person(who).openMenu(messageOf(id, conversation.id), MESSAGE_MENU));
    },
    react: (who, message) => inThread(() => person(who).react(said(message))),
    unreact: (who, message) => inThread(() => person(who).unreact(said(message))),
    loseAnswer: () => discord.faults.next(requests('POST', /\/(messages|threads)$/), { type: 'drop', commit: true }),
    faults: [
      {
        what: 'somebody deleted the thread',
        outcome: 'unreachable',
        gone: true,
        cause: async ({ id }) => discord.remove(discord.channel(id)),
      },
      {
        what: 'somebody locked the thread, and the bot may not manage threads',
        outcome: 'refused',
        async cause({ id }) {
          const thread = discord.channel(id);
          thread.locked = true;
          discord.deny(discord.channel(thread.parentId ?? ''), PermissionFlagsBits.ManageThreads);
        },
      },
      {
        what: 'somebody deleted the channel',
        outcome: 'unreachable',
        cause: async ({ id }) => discord.remove(discord.channel(discord.channel(id).parentId ?? '')),
      },
    ],
    logged: () => JSON.stringify(harness.log),
  };
  return {
    threads,
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

const before = ({ world }: FakeDiscord): void => {
  world.privileged.content = true;
};

chatContract('Discord', async () => {
  const harness = await startDiscord({
    commands: [...sampleCommands, libraryCommand],
    needs: PLATFORM_NEEDS,
    before(discord) {
      before(discord);
      discord.world.roles.set(KEEPER, { id: KEEPER, name: 'Keeper', permissions: PermissionFlagsBits.ManageGuild });
      discord.deny(discord.textChannel('locked'), PermissionFlagsBits.SendMessages);
    },
  });
  return harnessOf(harness);
});

describe('the chat port on Discord with a forum', () => {
  let harness: ChatHarness;
  beforeEach(async () => {
    const inForum = await startDiscord({
      needs: PLATFORM_NEEDS,
      purposes: PURPOSES.map((purpose) => (purpose.name === 'general' ? { ...purpose, inThreads: true } : purpose)),
      before(discord) {
        before(discord);
        for (const channel of discord.world.channels.values()) if (channel.name === 'general') channel.name = 'lobby';
        discord.forum('general', { tagRequired: true, tags: [{ id: discord.world.id(), name: 'Topics', moderated: false }] });
      },
    });
    harness = harnessOf(inForum);
  });
  afterEach(() => harness.close());
  const now: Now = {
    get harness() {
      return harness;
    },
    set harness(next) {
      harness = next;
    },
  };
  threadsContract(now);
});
