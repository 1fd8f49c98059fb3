import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/core/access.js';
import { defineAction, defineForm } from '../../src/core/action.js';
import { defineCommand, defineSubcommand } from '../../src/core/command.js';
import { InputError } from '../../src/core/errors.js';
import { type MemberId, toId } from '../../src/core/ids.js';
import { plainText, privately, type Reply } from '../../src/core/message.js';
import { createInbox, type Directory } from '../../src/dispatch/inbox.js';
import { createRegistry } from '../../src/dispatch/registry.js';
import type { ActionEvent, CommandEvent, Inbox } from '../../src/ports/chat.js';
import type { LogFields } from '../../src/ports/logger.js';
import { createTestClock } from '../support/clock.js';
import { engines, type TestStore } from '../support/store.js';

const conversation = { platform: 'web', space: 'test', id: 'c1', kind: 'direct' } as const;
const amal: Actor = { id: toId<MemberId>(1), name: 'Amal', language: 'ar', timezone: 'Asia/Baghdad', role: 'member', status: 'active' };
const newcomer: Actor = { ...amal, id: toId<MemberId>(2), language: 'ckb', status: 'newcomer' };
const people: Readonly<Record<string, Actor>> = {
  amal,
  newcomer,
  boss: { ...amal, id: toId<MemberId>(3), language: 'en', role: 'organiser' },
};

const textOf = (reply: Reply): string => (reply.type === 'message' ? plainText(reply.message) : JSON.stringify(reply));

describe.each(engines())('dispatch on $name', (engine) => {
  let store: TestStore;
  let inbox: Inbox;
  let ran: string[];
  let errors: LogFields[];
  let said: string[];

  beforeEach(async () => {
    store = await engine.open();
    ran = [];
    errors = [];
    said = [];
    const answer = (what: string) => {
      ran.push(what);
      return privately({ language: 'en', blocks: [{ type: 'paragraph', text: [what] }] });
    };
    const registry = createRegistry({
      commands: [
        defineCommand({
          name: 'coffee',
          description: 'x',
          subcommands: {
            join: defineSubcommand({
              description: 'x',
              access: 'member',
              options: {},
              run: async ({ actor }) => answer(`join ${actor.id}`),
            }),
            round: defineSubcommand({ description: 'x', access: 'organiser', options: {}, run: async () => answer('round') }),
            avoid: defineSubcommand({
              description: 'x',
              access: 'member',
              options: { who: { type: 'member', description: 'x', required: true } },
              run: async (_request, { who }) => answer(`avoid ${who}`),
            }),
          },
        }),
      ],
      actions: [
        defineAction({
          feature: 'coffee',
          name: 'met',
          access: 'member',
          run: async (_request, { id, values }) => answer(`met ${id} ${values.join()}`),
        }),
        defineAction({
          feature: 'coffee',
          name: 'break',
          access: 'anyone',
          run: async () => {
            throw new Error('secret words of somebody');
          },
        }),
      ],
      forms: [
        defineForm({
          feature: 'coffee',
          name: 'note',
          access: 'member',
          run: async () => {
            throw new InputError('too long', { key: 'dispatch.option-missing', values: { option: 'note' } });
          },
        }),
      ],
    });
    const known = ({ user }: { readonly user: string }) => people[user];
    const directory: Directory = {
      async resolve(identity) {
        const actor = known(identity);
        if (!actor) throw new Error('the store is away');
        return actor;
      },
      findByText: async () => amal.id,
      findByIdentity: async (identity) => known(identity)?.id,
      joined: async () => undefined,
      left: async () => undefined,
      sawActive: async () => undefined,
    };
    inbox = createInbox({
      store,
      clock: createTestClock(Date.parse('2026-11-22T06:00:00Z')),
      registry,
      directory,
      groupListeners: [async (key, member) => void said.push(`${key} ${member}`)],
      logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: (fields) => void errors.push(fields) },
      newReference: () => 'REF-1',
    });
  });

  afterEach(() => store.close());

  let counter = 0;
  const command = (user: string, text: string, eventId = `e${counter++}`): CommandEvent => ({
    eventId,
    from: { platform: 'web', space: 'test', user },
    conversation,
    command: 'coffee',
    input: { type: 'text', text },
  });
  const action = (user: string, id: string, eventId = `e${counter++}`): ActionEvent => ({
    eventId,
    from: { platform: 'web', space: 'test', user },
    conversation,
    action: id,
    values: ['a', 'b'],
  });

  it('runs a command and an action for the member behind the account', async () => {
    expect(textOf(await inbox.command(command('amal', 'join')))).toBe('join 1');
    expect(textOf(await inbox.action(action('amal', 'coffee:met:17')))).toBe('met 17 a,b');
    expect(textOf(await inbox.command(command('amal', 'avoid <@boss>')))).toBe('avoid 3');
  });

  it('handles the same event once, however often it comes', async () => {
    const event = command('amal', 'join');
    const replies = await Promise.all([inbox.command(event), inbox.command(event), inbox.command(event)]);
    expect(ran).toEqual(['join 1']);
    expect(replies.map(({ type }) => type).toSorted()).toEqual(['message', 'none', 'none']);
  });

  it('refuses in the member’s language what they may not do, and says what would help', async () => {
    expect(textOf(await inbox.command(command('newcomer', 'join')))).toContain('/profile edit');
    expect(textOf(await inbox.command(command('amal', 'round')))).toContain('منسّقي المجتمع');
    expect(textOf(await inbox.action(action('newcomer', 'coffee:met:1')))).toContain('خۆناساندن');
    expect(ran).toEqual([]);
  });

  it('answers an unknown sub-command, command and button with what exists', async () => {
    expect(textOf(await inbox.command(command('boss', 'drink')))).toContain('join · round · avoid');
    expect(textOf(await inbox.command({ ...command('boss', ''), command: 'tea' }))).toContain('/coffee');
    expect(textOf(await inbox.action(action('boss', 'tea:drink:1')))).toContain('no longer works');
    expect(textOf(await inbox.action(action('boss', '')))).toContain('no longer works');
  });

  it('gives an unknown failure a reference that the log has too, without the words', async () => {
    expect(textOf(await inbox.action(action('boss', 'coffee:break:1')))).toContain('REF-1');
    expect(textOf(await inbox.action(action('stranger', 'coffee:met:1')))).toContain('REF-1');
    expect(errors.map(({ reference }) => reference)).toEqual(['REF-1', 'REF-1']);
  });

  it('keeps a form open when it cannot be taken', async () => {
    const reply = await inbox.form({ ...action('boss', ''), form: 'coffee:note:1', values: {} });
    expect(reply).toEqual({ type: 'form-errors', errors: { '': expect.stringContaining('missing') } });
  });

  it('tells listeners that somebody spoke in a group of ours, and nothing of what', async () => {
    const group = { ...conversation, id: 'g1', kind: 'group' } as const;
    await store.autocommit.conversations.save('coffee:17', group);
    const message = { conversation: group, id: 'm1' };
    const event = {
      eventId: 'said1',
      from: { platform: 'web', space: 'test', user: 'amal' },
      conversation: group,
      message,
      at: 5,
    } as const;
    await inbox.message(event);
    await inbox.message(event);
    await inbox.message({ ...event, eventId: 'said2', conversation });
    expect(said).toEqual(['coffee:17 1']);
  });

  it('refuses two handlers for the same words', () => {
    const twice = defineAction({ feature: 'a', name: 'b', access: 'anyone', run: async () => ({ type: 'none' }) });
    expect(() => createRegistry({ commands: [], actions: [twice, twice], forms: [] })).toThrow('two handlers');
  });
});
