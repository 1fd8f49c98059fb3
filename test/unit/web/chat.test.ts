import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatState, MessagesPage, Outcome, ThreadPage } from '../../../adapters/web/protocol.js';
import { noReply, privately, replacing } from '../../../src/core/message.js';
import { speaker } from '../../../src/language/index.js';
import { webClient } from '../../support/web-client.js';
import { sampleForm } from '../../support/web-inbox.js';
import { startWebServer, type WebServer } from '../../support/web-server.js';

const card = (text: string) => ({ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] }) as const;
const button = (action: string) =>
  ({ language: 'en', blocks: [{ type: 'actions', controls: [{ type: 'button', action, label: 'Press' }] }] }) as const;
const none = { mentions: new Map() };

describe('the web chat', () => {
  let server: WebServer;
  beforeEach(async () => {
    server = await startWebServer();
  });
  afterEach(() => server.close());
  const messages = async (user: string, conversation: string) =>
    (await webClient(server, user).get<MessagesPage>(`/api/conversations/${conversation}/messages`)).messages;

  it('reports a new person to the app once', async () => {
    const client = webClient(server, 'karwan');
    await Promise.all([client.state(), client.state(), client.state()]);
    await client.state();
    expect(server.inbox.received.joins).toMatchObject([{ from: { user: 'karwan' }, profile: { name: 'کاروان', language: 'ckb' } }]);
  });

  it('stores a repeated message once', async () => {
    const client = webClient(server, 'zainab');
    const conversation = await client.channel('general');
    const id = randomUUID();
    const outcomes = await Promise.all([1, 2, 3].map(() => client.send(conversation, 'Once', { id })));
    expect(new Set(outcomes.map(({ messages: [message] }) => message?.id)).size).toBe(1);
    await server.restart();
    await client.send(conversation, 'Once', { id });
    expect(await messages('karwan', conversation)).toHaveLength(1);
  });

  it('loses nothing at a restart', async () => {
    const client = webClient(server, 'zainab');
    const conversation = await client.channel('general');
    await client.send(conversation, 'Before the storm');
    await client.send(await client.direct(), '/coffee join');
    const before = await client.state();
    await server.restart();
    const after = await client.state();
    expect(after).toEqual(before);
    expect(await messages('karwan', conversation)).toMatchObject([{ content: { text: 'Before the storm' } }]);
    expect(await messages('zainab', await client.direct())).toHaveLength(2);
  });

  it('shows private replies, and the command they answer, only to the person who asked', async () => {
    const client = webClient(server, 'zainab');
    const conversation = await client.channel('general');
    await client.send(conversation, '/coffee join');
    expect(await messages('zainab', conversation)).toMatchObject([{ onlyYou: true }, { onlyYou: true, author: { type: 'bot' } }]);
    expect(await messages('haider', conversation)).toEqual([]);
    const [, reply] = await messages('zainab', conversation);
    const other = webClient(server, 'haider');
    await expect(other.get(`/api/threads/${reply?.id}`)).rejects.toMatchObject({ status: 404 });
    await expect(
      other.post('/api/actions', { id: randomUUID(), message: reply?.id, action: 'coffee:join:17', values: [] }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('reads a command that was copied with the marks of direction around it', async () => {
    const client = webClient(server, 'zainab');
    await client.send(await client.direct(), '\u2066/coffee\u00a0join\u2069\u200f');
    expect(await messages('zainab', await client.direct())).toMatchObject([{}, { author: { type: 'bot' } }]);
  });

  it('hides the organisers’ channel and groups from other people', async () => {
    const organisers = await webClient(server, 'haider').channel('organisers');
    const member = webClient(server, 'zainab');
    expect((await member.state()).conversations.map(({ purpose }) => purpose)).not.toContain('organisers');
    await expect(messages('zainab', organisers)).rejects.toMatchObject({ status: 404 });
    await expect(member.send(organisers, 'Let me in')).rejects.toMatchObject({ status: 404 });
    await expect(member.post('/api/read', { conversation: organisers, upTo: 1 })).rejects.toMatchObject({ status: 404 });
  });

  it('lists the commands that the reader may use', async () => {
    const names = async (user: string) =>
      (await webClient(server, user).state()).commands.find(({ name }) => name === 'coffee')?.subcommands.map(({ name }) => name);
    expect(await names('zainab')).toEqual(['join', 'pause', 'avoid']);
    expect(await names('haider')).toContain('settings');
  });

  it('replaces the message whose button was pressed if it is private to the reader', async () => {
    server.inbox.answer((event) => ('action' in event ? replacing(card('Done')) : undefined));
    const client = webClient(server, 'zainab');
    const direct = await server.adapter.openDirect({ platform: 'web', space: 'test', user: 'zainab' });
    const posted = await server.adapter.post(direct, { cards: [button('coffee:join:1')] }, { key: 'own', ...none });
    const outcome = await client.post<Outcome>('/api/actions', {
      id: randomUUID(),
      message: Number(posted.id),
      action: 'coffee:join:1',
      values: [],
    });
    expect(outcome.messages).toMatchObject([{ id: Number(posted.id), content: { cards: [card('Done')] } }]);
    // The button no longer exists, so a second click is refused.
    await expect(
      client.post('/api/actions', { id: randomUUID(), message: Number(posted.id), action: 'coffee:join:1', values: [] }),
    ).rejects.toMatchObject({ status: 409 });
    expect(server.inbox.received.actions).toHaveLength(1);
  });

  it('shows a message that is damaged as a sentence in the reader’s language, among the others, and takes no click on it', async () => {
    const general = await server.adapter.channel('general');
    if (!general) throw new Error('no channel');
    const damaged = await server.adapter.post(general, { cards: [button('coffee:join:1')] }, { key: 'damaged', ...none });
    await server.adapter.post(general, { cards: [card('Whole')] }, { key: 'whole', ...none });
    const { db } = server.store.database;
    await db.updateTable('web_messages').set({ body: '{"cards":[{"lang' }).where('id', '=', Number(damaged.id)).execute();
    const shown = await messages('karwan', general.id);
    expect(shown).toMatchObject([
      { content: { cards: [{ language: 'ckb', blocks: [{ text: [speaker('ckb').plain('web.message-unreadable')] }] }] } },
      { content: { cards: [card('Whole')] } },
    ]);
    const click = { id: randomUUID(), message: Number(damaged.id), action: 'coffee:join:1', values: [] };
    await expect(webClient(server, 'karwan').post('/api/actions', click)).rejects.toMatchObject({ status: 409 });
  });

  it('never replaces a channel’s message with a private reply', async () => {
    server.inbox.answer((event) => ('action' in event ? replacing(card('Your secret')) : undefined));
    const general = await server.adapter.channel('general');
    if (!general) throw new Error('no channel');
    const posted = await server.adapter.post(general, { cards: [button('coffee:join:1')] }, { key: 'all', ...none });
    await webClient(server, 'zainab').post('/api/actions', {
      id: randomUUID(),
      message: Number(posted.id),
      action: 'coffee:join:1',
      values: [],
    });
    expect(await messages('haider', general.id)).toMatchObject([{ content: { cards: [button('coffee:join:1')] } }]);
    expect(await messages('zainab', general.id)).toMatchObject([{}, { onlyYou: true, content: { cards: [card('Your secret')] } }]);
  });

  it('refuses a button or a menu value that the message does not contain', async () => {
    const client = webClient(server, 'zainab');
    await client.send(await client.direct(), '/coffee join');
    const reply = (await messages('zainab', await client.direct())).at(-1);
    const act = (action: string, values: readonly string[] = []) =>
      client.post('/api/actions', { id: randomUUID(), message: reply?.id, action, values });
    await expect(act('community:settings:0')).rejects.toMatchObject({ status: 409 });
    await expect(act('profile:sectors:0', ['administrator'])).rejects.toMatchObject({ status: 409 });
    await expect(act('profile:sectors:0', ['protection', 'protection'])).rejects.toMatchObject({ status: 409 });
    await expect(act('profile:sectors:0', ['protection'])).resolves.toBeDefined();
  });

  it('accepts a form once, from the person who was shown it, also after a restart', async () => {
    const client = webClient(server, 'zainab');
    const conversation = await client.direct();
    const { form } = await client.send(conversation, '/profile edit');
    expect(form?.form).toEqual(JSON.parse(JSON.stringify(sampleForm)));
    const input = {
      id: randomUUID(),
      form: form?.form.id,
      token: form?.token,
      conversation,
      message: null,
      thread: null,
      values: { name: 'Z' },
    };
    expect(await client.post<Outcome>('/api/forms', input)).toMatchObject({ errors: { name: expect.any(String) } });
    await server.restart();
    const good = { ...input, id: randomUUID(), values: { name: 'Zainab' } };
    await Promise.all([client.post('/api/forms', good), client.post('/api/forms', good)]);
    expect(server.inbox.received.forms).toHaveLength(1);
    const other = webClient(server, 'haider');
    await expect(other.post('/api/forms', { ...good, id: randomUUID(), conversation: await other.direct() })).rejects.toMatchObject({
      status: 409,
    });
    await expect(client.post('/api/forms', { ...good, id: randomUUID(), form: 'community:settings:0' })).rejects.toMatchObject({
      status: 409,
    });
    // A thread of another conversation: of one's own, of somebody else's, and of nobody's.
    const elsewhere = await client.send(await client.channel('general'), 'hello');
    const theirs = await other.send(await other.direct(), 'hello');
    for (const thread of [elsewhere.messages[0]?.id, theirs.messages[0]?.id, 999_999]) {
      await expect(client.post('/api/forms', { ...good, id: randomUUID(), thread })).rejects.toMatchObject({ status: 404 });
    }
    expect(server.inbox.received.forms).toHaveLength(1);
  });

  it('returns the same form to a repeated click', async () => {
    const client = webClient(server, 'zainab');
    await client.send(await client.direct(), '/coffee join');
    const reply = (await messages('zainab', await client.direct())).at(-1);
    const click = { id: randomUUID(), message: reply?.id, action: 'profile:edit:0', values: [] };
    const first = await client.post<Outcome>('/api/actions', click);
    expect(first.form?.form.id).toBe('profile:edit:0');
    expect(await client.post('/api/actions', click)).toEqual(first);
    expect(server.inbox.received.actions).toHaveLength(1);
  });

  it('serves files as downloads to people who can see the message', async () => {
    const client = webClient(server, 'zainab');
    const conversation = await client.channel('general');
    const html = new File(['<script>alert(1)</script>'], '../evil.html', { type: 'text/html' });
    const sent = await client.upload<Outcome>('/api/messages', { id: randomUUID(), conversation, thread: null, text: '' }, { '0': html });
    const url = sent.messages[0]?.files[0]?.url ?? '';
    const response = await fetch(`${server.url}${url}?as=haider`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="evil.html"; filename*=UTF-8''evil.html`);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect(await response.text()).toBe('<script>alert(1)</script>');
    const direct = await client.direct();
    const secret = await client.upload<Outcome>(
      '/api/messages',
      { id: randomUUID(), conversation: direct, thread: null, text: 'mine' },
      { '0': new File(['x'], 'x.txt') },
    );
    expect((await fetch(`${server.url}${secret.messages[0]?.files[0]?.url}?as=haider`)).status).toBe(404);
    const fileId = secret.messages[0]?.files[0]?.url.split('/').at(-1);
    expect((await fetch(`${server.url}/api/files/${sent.messages[0]?.id}/${fileId}?as=haider`)).status).toBe(404);
  });

  it('shows a picture that the bot drew, and no other file', async () => {
    const client = webClient(server, 'zainab');
    const conversation = await client.direct();
    const bytes = new TextEncoder().encode('<svg onload="alert(1)"/>');
    const picture = { alt: 'Topics by month', width: 1350, height: 600 };
    server.inbox.answer(() => ({
      type: 'message',
      message: {
        cards: [card('The report')],
        files: [
          { name: 'months.png', mediaType: 'image/png', bytes, picture },
          { name: 'months.svg', mediaType: 'image/svg+xml', bytes },
        ],
      },
      visibility: 'private',
    }));
    await client.send(conversation, '/coffee join');
    const files = (await messages('zainab', conversation)).at(-1)?.files ?? [];
    expect(files.map((file) => file.picture)).toEqual([{ ...picture, url: files[0]?.url.replace('/files/', '/pictures/') }, null]);
    const response = await fetch(`${server.url}${files[0]?.picture?.url}?as=zainab`);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    expect((await fetch(`${server.url}${files[0]?.picture?.url}?as=haider`)).status).toBe(404);
    expect((await fetch(`${server.url}${files[1]?.url.replace('/files/', '/pictures/')}?as=zainab`)).status).toBe(404);
  });

  it('passes files to a command', async () => {
    const client = webClient(server, 'zainab');
    const conversation = await client.direct();
    const file = new File(['name,organisation\n'], 'members.csv', { type: 'text/csv' });
    await client.upload('/api/messages', { id: randomUUID(), conversation, thread: null, text: '/community import' }, { '0': file });
    expect(server.inbox.received.commands).toMatchObject([
      { command: 'community', input: { text: 'import', files: [{ name: 'members.csv', mediaType: 'text/csv' }] } },
    ]);
  });

  it('counts the replies in threads', async () => {
    const client = webClient(server, 'zainab');
    const other = webClient(server, 'haider');
    const conversation = await client.channel('general');
    const { messages: sent } = await client.send(conversation, 'A question');
    const thread = sent[0]?.id ?? 0;
    const answer = await other.send(conversation, 'An answer', { thread });
    await other.send(conversation, 'Another', { thread: answer.messages[0]?.id ?? 0 });
    await other.send(conversation, '/coffee join', { thread });
    expect(await messages('zainab', conversation)).toMatchObject([{ content: { text: 'A question' }, replies: 2 }]);
    expect((await other.get<ThreadPage>(`/api/threads/${thread}`)).messages).toHaveLength(4);
    expect((await client.get<ThreadPage>(`/api/threads/${thread}`)).messages).toHaveLength(2);
  });

  it('lets people change and delete their own posts in threads of the bot, once, and nothing else', async () => {
    const [client, other] = [webClient(server, 'zainab'), webClient(server, 'haider')];
    const conversation = await client.channel('general');
    const place = await server.adapter.channel('general');
    if (!place || !server.adapter.threads) throw new Error('no threads');
    const { thread, message } = await server.adapter.threads.open(place, 'Budgets', { cards: [card('Budgets?')] }, { key: 'k', ...none });
    const json = { id: randomUUID(), conversation, thread: Number(message.id), text: 'Half' };
    const { messages: sent } = await client.upload<Outcome>('/api/messages', json, { '0': new File(['a,b'], 'a.csv') });
    const post = sent[0]?.id ?? 0;
    const edit = (user = client, about: number = post, text = 'A third', id = randomUUID()) =>
      user.post<Outcome>('/api/edits', { id, message: about, text });
    const remove = (user = client, about: number = post, id = randomUUID()) => user.post<Outcome>('/api/removals', { id, message: about });
    server.inbox.allow(() => true);
    const id = randomUUID();
    await edit(client, post, 'A third', id);
    expect(await edit(client, post, 'A third', id)).toMatchObject({
      messages: [{ content: { text: 'A third' }, files: [{ name: 'a.csv' }] }],
    });
    expect(server.inbox.overheardTexts).toEqual(['Half', 'A third']);
    const command = (await client.send(conversation, '/coffee join', { thread: Number(message.id) })).messages[0]?.id ?? 0;
    const elsewhere = (await client.send(conversation, 'Not in a thread')).messages[0]?.id ?? 0;
    await expect(edit(other)).rejects.toMatchObject({ status: 404 });
    await expect(remove(other)).rejects.toMatchObject({ status: 404 });
    for (const about of [command, elsewhere, Number(message.id), 9999]) {
      await expect(edit(client, about)).rejects.toMatchObject({ status: 404 });
      await expect(remove(client, about)).rejects.toMatchObject({ status: 404 });
    }
    await expect(edit(client, post, 'x'.repeat(20_001))).rejects.toMatchObject({ status: 413 });
    await server.adapter.threads.close(thread);
    await expect(edit()).rejects.toMatchObject({ status: 409 });
    const gone = randomUUID();
    await remove(client, post, gone);
    await remove(client, post, gone);
    expect(server.inbox.received.threads.map(({ what }) => what)).toMatchObject([
      { type: 'posted' },
      { type: 'edited', content: { text: 'A third', files: [{ name: 'a.csv' }] } },
      { type: 'deleted' },
    ]);
    expect((await client.get<ThreadPage>(`/api/threads/${message.id}`)).messages.map(({ id: left }) => left)).not.toContain(post);
    await server.adapter.threads.reopen(thread);
    server.inbox.allow(() => 'files');
    await client.upload<Outcome>('/api/messages', { ...json, id: randomUUID(), text: 'Not read' }, { '0': new File(['a,b'], 'b.csv') });
    expect(server.inbox.received.threads.at(-1)?.what).toMatchObject({ type: 'posted', content: { text: '', files: [{ name: 'b.csv' }] } });
  });

  it('counts unread messages', async () => {
    const reader = webClient(server, 'zainab');
    const conversation = await reader.channel('general');
    await webClient(server, 'haider').send(conversation, 'One');
    await webClient(server, 'haider').send(conversation, 'Two');
    await reader.send(conversation, 'My own');
    const unread = (state: ChatState) => state.conversations.find(({ id }) => id === conversation)?.unread;
    const state = await reader.state();
    expect(unread(state)).toBe(2);
    await reader.post('/api/read', { conversation, upTo: state.cursor.message });
    expect(unread(await reader.state())).toBe(0);
    await reader.post('/api/read', { conversation, upTo: 1_000_000 });
    await webClient(server, 'haider').send(conversation, 'Three');
    expect(unread(await reader.state())).toBe(1);
  });

  it('pages back through a long conversation', async () => {
    const client = webClient(server, 'zainab');
    const conversation = await client.channel('general');
    for (let index = 0; index < 60; index += 1) await client.send(conversation, `message ${index}`);
    const newest = await client.get<MessagesPage>(`/api/conversations/${conversation}/messages`);
    expect(newest.messages).toHaveLength(50);
    expect(newest.more).toBe(true);
    const older = await client.get<MessagesPage>(`/api/conversations/${conversation}/messages?before=${newest.messages[0]?.id}`);
    expect(older.messages).toHaveLength(10);
    expect(older.more).toBe(false);
  });

  it('completes options by the app, and people by their names', async () => {
    const client = webClient(server, 'zainab');
    await webClient(server, 'haider').state();
    const conversation = await client.direct();
    const ask = (subcommand: string, option: string, typed: string, command = 'profile') =>
      client.post('/api/complete', { conversation, command, subcommand, option, typed });
    expect(await ask('timezone', 'zone', 'ba')).toEqual([{ value: 'Asia/Baghdad', label: 'Asia/Baghdad' }]);
    expect(await ask('avoid', 'member', 'حي', 'coffee')).toEqual([{ value: 'حيدر', label: 'حيدر' }]);
    expect(await ask('settings', 'nothing', '', 'coffee')).toEqual([]);
  });

  it('shows the member’s name and language', async () => {
    const client = webClient(server, 'zainab');
    const actor = server.actors.get('zainab');
    if (!actor) throw new Error('no actor');
    await client.state();
    server.actors.set('zainab', { ...actor, name: `<i>${'ز'.repeat(10_000)}\u202e`, language: 'ar' });
    const state = await client.state();
    expect(state.direction).toBe('rtl');
    expect(state.reader.name).toHaveLength(60);
    expect(state.reader.name).not.toContain('\u202e');
  });

  it('refuses new requests while it stops, and finishes running ones', async () => {
    const client = webClient(server, 'zainab');
    const conversation = await client.direct();
    let release: () => void = () => undefined;
    let begun: () => void = () => undefined;
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    server.inbox.answer(
      () =>
        new Promise((resolve) => {
          begun();
          release = () => resolve(privately(card('Late, but there')));
        }),
    );
    const sent = client.send(conversation, '/coffee join');
    await started;
    const stopped = server.adapter.stop();
    await expect(client.state()).rejects.toMatchObject({ status: 503 });
    release();
    expect((await sent).messages.at(-1)).toMatchObject({ content: { cards: [card('Late, but there')] } });
    await stopped;
  });

  it('shows no message for an empty reply', async () => {
    server.inbox.answer(() => noReply);
    const client = webClient(server, 'zainab');
    expect((await client.send(await client.direct(), '/coffee join')).messages).toHaveLength(1);
  });
});
