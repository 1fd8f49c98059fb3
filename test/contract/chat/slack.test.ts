import { inspect } from 'node:util';
import { vi } from 'vitest';
import { BOT_EVENTS, BOT_SCOPES, NEEDS } from '../../../adapters/slack/index.js';
import { MENU_CALLBACK } from '../../../adapters/slack/manifest.js';
import type { Attachment } from '../../../src/core/message.js';
import type { ConversationRef, Identity } from '../../../src/ports/chat.js';
import { createThreadActs, type SlackHouse, startSlackHouse, visibleText } from '../../support/slack/index.js';
import { createPerson, type Filled as Given, type Person } from '../../support/slack/people.js';
import { sampleCommands } from '../../support/web-inbox.js';
import { chatContract } from './chat-contract.js';
import { type ChatHarness, type Filled, libraryCommand, type ThreadHarness, type TypedCommand } from './harness.js';

const PEOPLE = ['U0ZAINAB1', 'U0KARWAN1', 'U0HAIDER1'] as const;

function words(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function given(value: Filled | number): Given {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string' || !('bytes' in value)) return value;
  const { name, mediaType, bytes } = value;
  return { file: { name, mimetype: mediaType, bytes } };
}

const allGiven = (values: Readonly<Record<string, Filled | number>>): Record<string, Given> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, given(value)]));

/** A thread's id is its channel's and that of its opening post. */
function placeOf({ id }: Pick<ConversationRef, 'id'>): { readonly channel: string; readonly ts: string } {
  const [channel = '', ts = ''] = id.split(':');
  return { channel, ts };
}

function threadsOf({ slack, logger }: SlackHouse): ThreadHarness {
  const acts = ({ user }: Identity) => createThreadActs(slack, user);
  const messageOf = (id: string) => {
    const message = slack.messages.find(({ ts }) => ts === id);
    if (!message) throw new Error('no such message');
    return message;
  };
  return {
    closes: false,
    async seenBy({ user }, thread) {
      const { channel, ts } = placeOf(thread);
      if (!slack.channels.get(channel)?.members.has(user)) throw new Error(`${user} can't see ${channel}`);
      return slack
        .visible(channel, user)
        .filter((message) => message.ts === ts || message.thread === ts)
        .map(({ text }) => words(text));
    },
    async writeInThread(person, thread, text, files) {
      const { ts } = await acts(person).write(placeOf(thread), text, files);
      return { conversation: thread, id: ts };
    },
    editInThread: (person, { id }, text) => acts(person).edit(messageOf(id), text),
    deleteInThread: (person, { id }) => acts(person).remove(messageOf(id)),
    async openMenu(who, { id }) {
      await createPerson(slack, who.user).openMenu(messageOf(id), MENU_CALLBACK);
    },
    react: (person, { id }) => acts(person).react(messageOf(id)),
    unreact: (person, { id }) => acts(person).unreact(messageOf(id)),
    loseAnswer: () => slack.fail('chat.postMessage', { type: 'commit-then-drop' }),
    faults: [
      {
        what: 'an administrator deleted the opening post',
        outcome: 'unreachable',
        gone: true,
        async cause(thread) {
          slack.messages.splice(slack.messages.indexOf(messageOf(placeOf(thread).ts)), 1);
        },
      },
      { what: 'an administrator locked the thread', outcome: 'refused', cause: async ({ id }) => void slack.lockedThreads.add(id) },
      {
        what: 'the channel was archived',
        outcome: 'unreachable',
        async cause(thread) {
          const channel = slack.channels.get(placeOf(thread).channel);
          if (channel) channel.archived = true;
        },
      },
    ],
    logged: () => inspect(logger.lines, { depth: null, maxStringLength: null, maxArrayLength: null }),
  };
}

function harnessOf(house: SlackHouse, mode: 'socket' | 'http'): ChatHarness {
  const { slack, inbox } = house;
  const { received } = inbox;
  const identity = (user: string) => ({ platform: 'slack', space: slack.team, user }) as const;
  const persons = new Map<string, Person>();
  const person = ({ user }: Identity): Person => {
    const known = persons.get(user) ?? createPerson(slack, user);
    persons.set(user, known);
    return known;
  };
  const seen = (): number => received.commands.length + received.actions.length + received.messages.length;
  /** Slack acknowledges before we work: waits until the inbox has it. */
  const arrived = async (before: number): Promise<void> => {
    await vi.waitFor(
      () => {
        if (seen() <= before) throw new Error('not yet');
      },
      { interval: 2, timeout: 30_000 },
    );
  };
  const visible = (user: string, conversation: string) => {
    if (!slack.channels.get(conversation)?.members.has(user)) throw new Error(`${user} can't see ${conversation}`);
    return slack.visible(conversation, user);
  };
  const messageOf = (ts: string) => {
    const message = slack.messages.find((each) => each.ts === ts);
    if (!message) throw new Error('no such message');
    return message;
  };
  /** Slack's commands are one line: what has options is asked for in a dialog. */
  const command = async (who: Identity, conversation: string, typed: TypedCommand): Promise<void> => {
    const before = seen();
    await person(who).command(conversation, `/${typed.command} ${typed.subcommand}`);
    await slack.until(() => person(who).dialog());
    await person(who).submit(allGiven(typed.options));
    await arrived(before);
  };

  return {
    adapter: house.adapter,
    inbox,
    people: [identity(PEOPLE[0]), identity(PEOPLE[1]), identity(PEOPLE[2])],
    rooms: { usable: 'random', open: 'random' },
    seenBy: async ({ user }, conversation) =>
      visible(user, conversation)
        .filter(({ thread }) => thread === undefined)
        .map(({ text }) => words(text)),
    threads: threadsOf(house),
    filesSeenBy: async ({ user }, conversation) =>
      visible(user, conversation).flatMap(({ files }) =>
        files.map(({ id, name }) => ({ name, bytes: slack.files.get(id)?.bytes ?? new Uint8Array() })),
      ),
    async write(who, conversation, text) {
      const before = seen();
      await (text.startsWith('/') ? person(who).command(conversation, text) : person(who).say(conversation, text));
      await arrived(before);
    },
    async writeInThread(who, below, text) {
      await person(who).say(below.conversation.id, text, { thread: below.id });
      return below.conversation;
    },
    command,
    handIn: (who, conversation, file: Attachment) =>
      command(who, conversation, { command: 'library', subcommand: 'add', options: { title: 'Budgets', file } }),
    async complete(who, conversation, typed) {
      await person(who).command(conversation, `/${typed.command} ${typed.subcommand}`);
      await slack.until(() => person(who).dialog());
      return (await person(who).suggest(typed.option, typed.typed)).map(({ value }) => value);
    },
    async press(who, ref, action, clickId) {
      const known = received.actions.some((event) => event.eventId === `slack:${clickId}`);
      const before = seen();
      await person(who).click(messageOf(ref.id), action, clickId);
      if (!known) await arrived(before).catch(() => {});
    },
    async choose(who, ref, action, values) {
      await person(who).choose(messageOf(ref.id), action, values);
    },
    async form(who) {
      const { view } = await slack.until(() => person(who).dialog(), 'a dialog opens');
      return visibleText([view['title'], view['blocks']]);
    },
    async submit(who, values) {
      const errors = await person(who).submit(allGiven(values));
      const still = person(who).dialog()?.view['blocks'];
      return [...Object.values(errors), ...(still === undefined ? [] : [visibleText(still)])].join('\n');
    },
    async arrive() {
      const user = { id: 'U0NADIA01', realName: 'Nadia' };
      slack.addUser(user);
      await slack.event({ type: 'team_join', user: { id: user.id, real_name: user.realName } });
      return identity(user.id);
    },
    async leave({ user }) {
      slack.addUser({ id: user, deleted: true });
      const event = { type: 'user_change', user: { id: user, deleted: true } };
      const eventId = await slack.event(event);
      await slack.event(event, { eventId, retry: 1 });
    },
    appoint({ user }, isAdmin) {
      slack.addUser({ id: user, isAdmin });
    },
    ...(mode === 'socket'
      ? {
          line: {
            cut() {
              slack.refuseConnections(true);
              slack.cut();
            },
            mend: () => slack.refuseConnections(false),
          },
        }
      : {}),
    async restart() {
      await house.restart();
      return harnessOf(house, mode);
    },
    close: () => house.close(),
  };
}

const scopes = [...Object.keys(BOT_SCOPES), ...Object.keys(NEEDS['thread-reactions'].scopes)];
const events = [...Object.keys(BOT_EVENTS), ...Object.keys(NEEDS['thread-reactions'].events)];

const open = async (mode: 'socket' | 'http') =>
  harnessOf(
    await startSlackHouse({
      mode,
      slack: { scopes, events, echoes: true },
      adapter: { commands: [...sampleCommands, libraryCommand] },
    }),
    mode,
  );

chatContract('Slack, over Socket Mode', () => open('socket'));
chatContract('Slack, over HTTP', () => open('http'));
