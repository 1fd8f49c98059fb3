import { beforeEach, describe, expect, test } from 'vitest';
import { after } from '../../../src/core/time.js';
import type { WebMessage } from '../../../src/ports/web-chat.js';
import type { TestStore } from '../../support/store.js';
import { T0 } from './samples.js';

type NewMessage = Parameters<TestStore['autocommit']['webChat']['insertMessage']>[0];

export function textMessage(conversation: string, text: string, change: Partial<NewMessage> = {}): NewMessage {
  return {
    conversation,
    thread: null,
    author: 'zahra',
    onlyFor: null,
    at: T0,
    content: { type: 'text', text, files: [] },
    key: null,
    ...change,
  };
}

const MIB = 1024 * 1024;

export function describeWebChat(store: () => TestStore): void {
  describe('web chat', () => {
    beforeEach(async () => {
      const { webChat } = store().autocommit;
      for (const user of ['zahra', 'noor', 'rawa']) await webChat.saveUser({ user, name: user });
      await webChat.insertConversation({ id: 'general', kind: 'channel', key: 'general', title: 'General', users: [] });
      await webChat.insertConversation({ id: 'pair', kind: 'group', key: 'coffee:1', title: 'Coffee', users: ['zahra', 'noor'] });
    });
    const texts = (messages: readonly WebMessage[]) =>
      messages.map(({ content }) => (content.type === 'text' ? content.text : content.json));

    test('new messages of some authors are found once, unless they are private or changed', async () => {
      const { webChat } = store().autocommit;
      await webChat.insertMessage(textMessage('general', 'before'));
      const { revision } = await webChat.newest();
      expect(await webChat.newSince({ authors: ['zahra'], after: revision })).toEqual({ revision, messages: [] });
      const changed = await webChat.insertMessage(textMessage('pair', 'first words'));
      await webChat.updateMessage(changed, { type: 'text', text: 'other words', files: [] }, after(T0, 1));
      await webChat.insertMessage(textMessage('pair', 'to herself', { onlyFor: 'zahra' }));
      await webChat.insertMessage(textMessage('pair', 'of another', { author: 'noor' }));
      await webChat.insertMessage(textMessage('pair', 'of the bot', { author: null }));
      await webChat.insertMessage(textMessage('pair', 'hers'));
      const found = await webChat.newSince({ authors: ['zahra', 'rawa'], after: revision });
      expect(texts(found.messages)).toEqual(['hers']);
      expect(found.revision).toBe((await webChat.newest()).revision);
      expect(await webChat.newSince({ authors: ['zahra'], after: found.revision })).toEqual({ revision: found.revision, messages: [] });
    });

    test('a group is closed until somebody writes there, and the newest message of each place is known', async () => {
      const { webChat } = store().autocommit;
      const first = await webChat.insertMessage(textMessage('pair', 'salaam'));
      await webChat.close('pair');
      const talks = async (user: string) => Object.fromEntries(await webChat.talks(user));
      expect(await talks('zahra')).toEqual({ general: { newest: 0, isClosed: false }, pair: { newest: first, isClosed: true } });
      expect(await talks('rawa')).toEqual({ general: { newest: 0, isClosed: false } });
      const second = await webChat.insertMessage(textMessage('pair', 'again', { author: 'noor' }));
      expect((await talks('noor'))['pair']).toEqual({ newest: second, isClosed: false });
      await webChat.close('pair');
      expect((await talks('noor'))['pair']).toEqual({ newest: second, isClosed: true });
    });

    test('people see channels and their own groups', async () => {
      const { webChat } = store().autocommit;
      await webChat.saveUser({ user: 'noor', name: 'Noor' });
      expect(await webChat.users()).toContainEqual({ user: 'noor', name: 'Noor' });
      expect((await webChat.conversationsOf('rawa')).map((place) => place.id)).toEqual(['general']);
      expect((await webChat.conversationsOf('zahra')).map((place) => place.id)).toEqual(['general', 'pair']);
      expect(await webChat.conversationByKey('coffee:1')).toEqual({
        id: 'pair',
        kind: 'group',
        key: 'coffee:1',
        title: 'Coffee',
        users: ['noor', 'zahra'],
      });
      expect(await webChat.conversation('nowhere')).toBeUndefined();
    });

    test('messages page backwards, threads apart, and never to whom they are not for', async () => {
      const { webChat } = store().autocommit;
      const ids = [];
      for (const text of ['one', 'two', 'three']) ids.push(await webChat.insertMessage(textMessage('pair', text)));
      await webChat.insertMessage(textMessage('pair', 'private', { author: null, onlyFor: 'noor' }));
      const root = ids[0] ?? 0;
      await webChat.insertMessage(textMessage('pair', 'answer', { thread: root, author: 'noor' }));
      const read = async (user: string, more: { before?: number; thread?: number } = {}) =>
        texts(await webChat.messages({ conversation: 'pair', user, limit: 2, ...more }));
      expect(await read('zahra')).toEqual(['two', 'three']);
      expect(await read('zahra', { before: ids[1] ?? 0 })).toEqual(['one']);
      expect(await read('noor')).toEqual(['three', 'private']);
      expect(await read('zahra', { thread: root })).toEqual(['answer']);
      expect(await read('rawa')).toEqual([]);
      expect(await webChat.threadCounts(ids, 'zahra')).toEqual(new Map([[root, 1]]));
      expect(texts(await webChat.writtenBy('noor'))).toEqual(['answer']);
    });

    test('a key is posted once', async () => {
      const { webChat } = store().autocommit;
      const id = await webChat.insertMessage(textMessage('pair', 'a', { key: 'k' }));
      expect(await webChat.insertMessage(textMessage('pair', 'b', { key: 'k' }))).toBe(id);
      expect(texts([...(await webChat.messages({ conversation: 'pair', user: 'zahra', limit: 9 }))])).toEqual(['a']);
      expect((await webChat.messageByKey('k'))?.id).toBe(id);
    });

    test('a thread that the bot opened is closed and reopened, each once', async () => {
      const { webChat } = store().autocommit;
      const opening = await webChat.insertMessage({ ...textMessage('general', 'topic', { author: null }), opens: true });
      const other = await webChat.insertMessage(textMessage('general', 'no thread'));
      const stateOf = async (id: number) => (await webChat.message(id))?.opened;
      expect([await stateOf(opening), await stateOf(other)]).toEqual(['open', null]);
      const { revision } = await webChat.newest();
      await webChat.setThread(opening, 'open');
      await webChat.setThread(other, 'closed');
      expect([await stateOf(opening), await stateOf(other)]).toEqual(['open', null]);
      expect(texts(await webChat.changes({ user: 'zahra', after: revision, limit: 9 }))).toEqual([]);
      await webChat.setThread(opening, 'closed');
      expect(await stateOf(opening)).toBe('closed');
      expect(texts(await webChat.changes({ user: 'zahra', after: revision, limit: 9 }))).toEqual(['topic']);
      await webChat.setThread(opening, 'open');
      expect(await stateOf(opening)).toBe('open');
    });

    test('a removed message goes with what stands below it and its files, and pages notice', async () => {
      const { webChat } = store().autocommit;
      const file = { id: 'f', name: 'a.txt', mediaType: 'text/plain', size: 1 };
      await webChat.saveFile({ ...file, bytes: new Uint8Array([1]) });
      const root = await webChat.insertMessage(textMessage('general', 'topic', { author: null }));
      const below = textMessage('general', 'answer', { author: 'noor', thread: root });
      const answer = await webChat.insertMessage({ ...below, content: { type: 'text', text: 'answer', files: [file] } });
      const beside = await webChat.insertMessage(textMessage('general', 'beside'));
      const { erasures } = await webChat.newest();
      for (let time = 0; time < 2; time++) await webChat.removeMessage(root);
      expect(await Promise.all([root, answer].map((id) => webChat.message(id)))).toEqual([undefined, undefined]);
      expect((await webChat.message(beside))?.id).toBe(beside);
      expect(await webChat.file('f')).toBeUndefined();
      expect((await webChat.newest()).erasures).toBe(erasures + 1);
    });

    test('revisions tell what changed since, in order', async () => {
      const { webChat } = store().autocommit;
      const first = await webChat.insertMessage(textMessage('general', 'one'));
      await webChat.insertMessage(textMessage('pair', 'two'));
      const seen = (await webChat.newest()).revision;
      await webChat.updateMessage(first, { type: 'message', json: '{"cards":[]}', files: [] }, after(T0, 5));
      const last = await webChat.insertMessage(textMessage('general', 'three', { thread: first }));
      expect(texts(await webChat.changes({ user: 'rawa', after: seen, limit: 9 }))).toEqual(['{"cards":[]}', 'three']);
      expect(texts(await webChat.changes({ user: 'rawa', after: 0, limit: 1 }))).toEqual(['{"cards":[]}']);
      expect(texts(await webChat.changes({ user: 'zahra', after: 0, limit: 9 }))).toEqual(['two', '{"cards":[]}', 'three']);
      expect(await webChat.newest()).toEqual({ message: last, revision: seen + 2, erasures: 0 });
      expect((await webChat.message(first))?.editedAt).toBe(after(T0, 5));
    });

    test('unread marks count what others wrote and one may see', async () => {
      const { webChat } = store().autocommit;
      const first = await webChat.insertMessage(textMessage('general', 'one'));
      await webChat.insertMessage(textMessage('general', 'bot', { author: null }));
      await webChat.insertMessage(textMessage('general', 'private', { author: null, onlyFor: 'noor' }));
      await webChat.insertMessage(textMessage('pair', 'two'));
      expect(await webChat.unread('rawa')).toEqual(new Map([['general', 2]]));
      expect(await webChat.unread('zahra')).toEqual(new Map([['general', 1]]));
      await webChat.markRead('rawa', 'general', first);
      await webChat.markRead('rawa', 'general', 0);
      expect(await webChat.lastRead('rawa')).toEqual(new Map([['general', first]]));
      expect(await webChat.unread('rawa')).toEqual(new Map([['general', 1]]));
    });

    test('files keep their bytes', async () => {
      const { webChat } = store().autocommit;
      const file = { id: 'f', name: 'شرائح.pdf', mediaType: 'application/pdf', size: 3, bytes: new Uint8Array([0, 255, 7]) };
      await webChat.saveFile(file);
      const found = await webChat.file('f');
      expect(found && { ...found, bytes: new Uint8Array(found.bytes) }).toEqual(file);
      expect(await webChat.file('g')).toBeUndefined();
    });

    test('files are read in pieces', async () => {
      const { webChat } = store().autocommit;
      const read = async (id: string) => {
        const pieces = [];
        for await (const piece of webChat.filePieces(id)) pieces.push(Buffer.from(piece));
        return pieces;
      };
      for (const size of [0, 3, MIB, 2 * MIB + 5]) {
        const bytes = new Uint8Array(size).map((_, index) => index % 251);
        await webChat.saveFile({ id: `f${size}`, name: 'f', mediaType: 'video/mp4', size, bytes });
        const pieces = await read(`f${size}`);
        expect(Buffer.concat(pieces).equals(Buffer.from(bytes))).toBe(true);
        expect(Math.max(0, ...pieces.map(({ byteLength }) => byteLength))).toBe(Math.min(size, MIB));
      }
      expect(await read('nothing')).toEqual([]);
    });

    test('a sign-in serves once, and not when it is over', async () => {
      const { webSessions } = store().autocommit;
      await webSessions.insert({ hash: 'h', kind: 'link', member: null, user: 'zahra', expiresAt: after(T0, 10) });
      expect(await webSessions.find('h', after(T0, 9))).toMatchObject({ user: 'zahra', kind: 'link' });
      expect(await webSessions.find('h', after(T0, 10))).toBeUndefined();
      // Seen as over once, it stays so for a clock that shows less.
      expect(await webSessions.find('h', after(T0, 9))).toBeUndefined();
      await webSessions.insert({ hash: 'h', kind: 'link', member: null, user: 'zahra', expiresAt: after(T0, 10) });
      expect([await webSessions.consume('h'), await webSessions.consume('h')]).toEqual([true, false]);
      for (const hash of ['a', 'b'])
        await webSessions.insert({ hash, kind: 'session', member: null, user: hash, expiresAt: after(T0, 10) });
      await webSessions.removeUser('a');
      expect(await webSessions.find('a', T0)).toBeUndefined();
      expect(await webSessions.find('b', T0)).toMatchObject({ kind: 'session' });
    });
  });
}
