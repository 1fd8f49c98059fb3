import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome, StreamEvent } from '../../../adapters/web/protocol.js';
import { type Reply, replacing } from '../../../src/core/message.js';
import { eraseMember } from '../../../src/features/members/erase.js';
import { memberWith } from '../../support/active-member.js';
import { webClient } from '../../support/web-client.js';
import { listen } from '../../support/web-listen.js';
import { startWebServer, type WebServer } from '../../support/web-server.js';

const card = (text: string) => ({ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] }) as const;
const button = {
  language: 'en',
  blocks: [{ type: 'actions', controls: [{ type: 'button', action: 'members:forget:1', label: 'Go' }] }],
} as const;

describe('the last reply to an erased person', () => {
  let server: WebServer;
  beforeEach(async () => {
    server = await startWebServer();
    const zainab = await memberWith(server.store, { platform: 'web', space: 'test', user: 'zainab' }, { name: 'Zainab' });
    const erase = async (): Promise<Reply> => {
      await server.store.transaction((context) => eraseMember(context, zainab));
      return replacing(card('Nothing is left'));
    };
    server.inbox.answer((event) => ('action' in event || ('command' in event && event.command === 'forget') ? erase() : undefined));
  });
  afterEach(() => server.close());

  /** Posts a message with the button that erases the person, and returns its id. */
  const offered = async (where: 'direct' | 'general'): Promise<number> => {
    const identity = { platform: 'web', space: 'test', user: 'zainab' } as const;
    const to = where === 'direct' ? await server.adapter.openDirect(identity) : await server.adapter.channel('general');
    if (!to) throw new Error('no channel');
    return Number((await server.adapter.post(to, { cards: [button] }, { key: 'offer', mentions: new Map() })).id);
  };
  const press = (message: number, id: string = randomUUID()) =>
    webClient(server, 'zainab').post<Outcome>('/api/actions', { id, message, action: 'members:forget:1', values: [] });
  /** Everything in the chat's tables that names the person. */
  const traces = async (): Promise<readonly string[]> => {
    const { webChat } = server.store.autocommit;
    const general = await server.adapter.channel('general');
    const said = await webChat.messages({ conversation: general?.id ?? '', user: 'zainab', limit: 50 });
    return [
      ...(await webChat.users()).map(({ user }) => user),
      ...said.flatMap(({ author, onlyFor }) => [author ?? '', onlyFor ?? '']),
      ...((await webChat.conversationByKey('direct:zainab'))?.users ?? []),
    ].filter((user) => user === 'zainab');
  };

  it.each(['direct', 'general'] as const)('is returned after a button in %s, and not stored', async (where) => {
    await webClient(server, 'zainab').state();
    const outcome = await press(await offered(where));
    expect(outcome).toEqual({ messages: [], form: null, errors: null, erased: [card('Nothing is left')] });
    expect(await traces()).toEqual([]);
  });

  it('is returned to a repeated click, which has no further effect', async () => {
    await webClient(server, 'zainab').state();
    const message = await offered('direct');
    const id = randomUUID();
    const first = await press(message, id);
    expect(await press(message, id)).toEqual(first);
    expect(await traces()).toEqual([]);
    expect(server.inbox.received.actions).toHaveLength(1);
  });

  it('is returned after a command', async () => {
    const client = webClient(server, 'zainab');
    const outcome = await client.send(await client.channel('general'), '/forget');
    expect(outcome.erased).toEqual([card('Nothing is left')]);
    expect(outcome.messages).toEqual([]);
    expect(await traces()).toEqual([]);
  });

  it('ends the streams of the person’s other pages', async () => {
    const client = webClient(server, 'zainab');
    await client.state();
    const other = listen(server, 'zainab', 0);
    await other.until((events) => events.some(({ type }) => type === 'ready'));
    await press(await offered('direct'));
    await other.ended;
    expect(other.events.at(-1)).toEqual({ type: 'erased' } satisfies StreamEvent);
    expect(await traces()).toEqual([]);
  });

  it('makes the pages of other people load their messages again', async () => {
    await webClient(server, 'zainab').state();
    await webClient(server, 'haider').state();
    const other = listen(server, 'haider', 0);
    await other.until((events) => events.some(({ type }) => type === 'ready'));
    await press(await offered('direct'));
    await other.until((events) => events.some((event) => event.type === 'ready' && event.erasures === 1));
    expect(other.events.filter(({ type }) => type === 'erased')).toEqual([]);
    await other.close();
  });

  it('lets the person return as a new one', async () => {
    const client = webClient(server, 'zainab');
    await client.state();
    await press(await offered('direct'));
    server.actors.delete('zainab');
    const state = await client.state();
    expect(state.conversations.filter(({ kind }) => kind === 'direct')).toHaveLength(1);
    const [first, second, ...more] = server.inbox.received.joins.map(({ eventId }) => eventId);
    expect(more).toEqual([]);
    expect(second).toBeDefined();
    expect(second).not.toBe(first);
    expect((await server.store.autocommit.webChat.users()).filter(({ user }) => user === 'zainab')).toHaveLength(1);
  });

  it('leaves no account name in event ids', async () => {
    const client = webClient(server, 'zainab');
    await client.send(await client.channel('general'), 'Hello');
    await client.send(await client.direct(), '/coffee join');
    const { joins, messages, commands } = server.inbox.received;
    const ids = [...joins, ...messages, ...commands].map(({ eventId }) => eventId);
    expect(ids).toHaveLength(3);
    expect(ids.filter((id) => id.includes('zainab'))).toEqual([]);
  });
});
