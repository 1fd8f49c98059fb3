import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSignalBus } from '../../../adapters/web/connect/signal-bus.js';
import type { StreamEvent } from '../../../adapters/web/protocol.js';
import { toInstant } from '../../../src/core/time.js';
import { webClient } from '../../support/web-client.js';
import { listen } from '../../support/web-listen.js';
import { sampleTimeline } from '../../support/web-sample.js';
import { startWebServer, type WebServer } from '../../support/web-server.js';

const texts = (events: readonly StreamEvent[]): readonly string[] =>
  events.flatMap((event) => (event.type === 'message' && event.message.content.type === 'text' ? event.message.content.text : []));

describe('the stream', () => {
  let server: WebServer;
  beforeEach(async () => {
    server = await startWebServer({ timeline: sampleTimeline });
  });
  afterEach(() => server.close());

  /** Somebody writes in the conversation while the numbers of unread messages are read the next time. */
  const writeWhileUnreadAreCounted = (conversation: string): void => {
    const { webChat } = server.store.engines.autocommit;
    const { unread } = webChat;
    vi.spyOn(webChat, 'unread').mockImplementationOnce(async (user) => {
      const content = { type: 'text', text: 'Meanwhile', files: [] } as const;
      await webChat.insertMessage({ conversation, thread: null, author: null, onlyFor: null, at: toInstant(0), key: 'm', content });
      return unread(user);
    });
  };

  it('sends messages to those who may see them', async () => {
    const writer = webClient(server, 'zainab');
    const conversation = await writer.channel('general');
    await webClient(server, 'haider').state();
    const heard = listen(server, 'haider', 0);
    const own = listen(server, 'zainab', 0);
    await heard.until((events) => events.some(({ type }) => type === 'ready'));
    await writer.send(conversation, '/coffee join');
    await writer.send(conversation, 'To all');
    await heard.until((events) => texts(events).includes('To all'));
    await own.until((events) => texts(events).includes('To all'));
    expect(texts(heard.events)).toEqual(['To all']);
    expect(texts(own.events)).toEqual(['/coffee join', 'To all']);
    await heard.close();
    await own.close();
  });

  it('hides the organisers’ channel from members and former organisers', async () => {
    const organiser = webClient(server, 'haider');
    const organisers = await organiser.channel('organisers');
    const general = await organiser.channel('general');
    const member = listen(server, 'zainab', 0);
    const former = listen(server, 'haider', 0);
    await organiser.send(organisers, 'Between us');
    await organiser.send(general, 'To all');
    for (const page of [member, former]) await page.until((events) => texts(events).includes('To all'));
    expect(texts(member.events)).toEqual(['To all']);
    expect(texts(former.events)).toEqual(['Between us', 'To all']);
    const actor = server.actors.get('haider');
    if (actor) server.actors.set('haider', { ...actor, role: 'member' });
    await server.store.autocommit.webChat.insertMessage({
      conversation: organisers,
      thread: null,
      author: null,
      onlyFor: null,
      at: toInstant(0),
      key: 'later',
      content: { type: 'text', text: 'Not for you any more', files: [] },
    });
    await webClient(server, 'zainab').send(general, 'The end');
    await former.until((events) => texts(events).includes('The end'));
    expect(texts(former.events)).toEqual(['Between us', 'To all', 'The end']);
    await member.close();
    await former.close();
  });

  it('continues after a restart, with each change once', async () => {
    const writer = webClient(server, 'zainab');
    const conversation = await writer.channel('general');
    await writer.send(conversation, 'one');
    const { cursor } = await webClient(server, 'haider').state();
    await writer.send(conversation, 'two');
    await server.restart();
    await writer.send(conversation, 'three');
    const page = listen(server, 'haider', cursor.revision);
    await page.until((events) => texts(events).includes('three'));
    await writer.send(conversation, 'four');
    await page.until((events) => texts(events).includes('four'));
    expect(texts(page.events)).toEqual(['two', 'three', 'four']);
    await page.close();
  });

  it('sends changed messages, new groups, read marks, the clock and a new language', async () => {
    const client = webClient(server, 'zainab');
    const { cursor } = await client.state();
    const page = listen(server, 'zainab', cursor.revision);
    await page.until((events) => events.some(({ type }) => type === 'ready'));
    const people = ['zainab', 'haider'].map((user) => ({ platform: 'web', space: 'test', user }) as const);
    const group = await server.adapter.openGroup('coffee:9', people, 'Coffee');
    const posted = await server.adapter.post(
      group,
      { cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: ['before'] }] }] },
      { key: 'p', mentions: new Map() },
    );
    await page.until((events) => events.some((event) => event.type === 'message' && event.message.conversation === group.id));
    await server.adapter.update(
      posted,
      { cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: ['after'] }] }] },
      { mentions: new Map() },
    );
    await page.until((events) => events.some((event) => event.type === 'message' && JSON.stringify(event).includes('after')));
    const opened = page.events.findIndex((event) => event.type === 'conversation' && event.conversation.id === group.id);
    expect(opened).toBeGreaterThanOrEqual(0);
    expect(opened).toBeLessThan(page.events.findIndex((event) => event.type === 'message'));

    await client.post('/api/read', { conversation: group.id, upTo: Number(posted.id) });
    await page.until((events) => events.some((event) => event.type === 'read' && event.conversation === group.id && event.unread === 0));
    await client.post('/api/time', { type: 'by', milliseconds: 3_600_000 });
    await page.until((events) => events.some((event) => event.type === 'time' && event.time.now === server.clock.now()));
    const actor = server.actors.get('zainab');
    if (actor) server.actors.set('zainab', { ...actor, language: 'ar' });
    await client.post('/api/messages', { id: randomUUID(), conversation: group.id, thread: null, text: '/profile language ar' });
    await page.until((events) => events.some(({ type }) => type === 'reload'));
    await page.close();
  });

  it('tells how many messages are unread after the messages that are among them', async () => {
    const client = webClient(server, 'zainab');
    const general = await client.channel('general');
    const { cursor } = await client.state();
    const page = listen(server, 'zainab', cursor.revision);
    await page.until((events) => events.some(({ type }) => type === 'ready'));
    writeWhileUnreadAreCounted(general);
    await client.post('/api/read', { conversation: general, upTo: 0 });
    const isCounted = (event: StreamEvent) => event.type === 'read' && event.conversation === general && event.unread === 1;
    await page.until((events) => events.some(isCounted));
    expect(texts(page.events.slice(0, page.events.findIndex(isCounted)))).toEqual(['Meanwhile']);
    await page.close();
  });

  it('begins after the messages that the state counts as unread', async () => {
    const client = webClient(server, 'zainab');
    const general = await client.channel('general');
    writeWhileUnreadAreCounted(general);
    const { cursor, conversations } = await client.state();
    expect(conversations.find(({ id }) => id === general)?.unread).toBe(1);
    expect(cursor.message).toBe((await server.store.engines.autocommit.webChat.newest()).message);
  });

  it('tells a page whose state is another one to load it again', async () => {
    const client = webClient(server, 'zainab');
    const { outline } = (await client.state()).cursor;
    const told = async () =>
      (await (await fetch(`${server.url}/api/events?as=zainab&after=0&once&outline=${outline}`)).text()).includes('"reload"');
    expect(await told()).toBe(false);
    const people = ['zainab', 'haider'].map((user) => ({ platform: 'web', space: 'test', user }) as const);
    await server.adapter.openGroup('coffee:9', people, 'Coffee');
    expect(await told()).toBe(true);
    expect((await client.state()).cursor.outline).not.toBe(outline);
  });

  it('sends a background page what is new, and ends', async () => {
    const client = webClient(server, 'zainab');
    await client.send(await client.channel('general'), 'hello');
    const response = await fetch(`${server.url}/api/events?as=haider&after=0&once`);
    const text = await response.text();
    expect(text).toContain('hello');
    expect(text).toContain('"ready"');
  });

  it('limits the streams of a session, of a person and of all', () => {
    const bus = createSignalBus({ perSession: 1, perUser: 2, total: 3 });
    const open = (user: string, session: string) => bus.subscribe(user, session, () => undefined);
    const first = open('zainab', 'phone');
    expect(open('zainab', 'phone')).toBeUndefined();
    expect(open('zainab', 'desk')).toBeDefined();
    expect(open('zainab', 'lost')).toBeUndefined();
    expect(open('haider', 'desk')).toBeDefined();
    expect(open('karwan', 'desk')).toBeUndefined();
    first?.();
    first?.();
    expect([bus.size(), open('karwan', 'desk') === undefined]).toEqual([2, false]);
  });

  it('limits the streams of one person, and frees them when they close', async () => {
    await webClient(server, 'zainab').state();
    const tabs = Array.from({ length: 16 }, () => listen(server, 'zainab', 0));
    for (const tab of tabs) await tab.until((events) => events.length > 0);
    const status = async () => (await fetch(`${server.url}/api/events?as=zainab&after=0&once`)).status;
    expect(await status()).toBe(429);
    for (const tab of tabs) await tab.close();
    await expect.poll(status).toBe(200);
  });
});
