import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLookout } from '../../../adapters/web/receive/lookout.js';
import { textMessage } from '../../contract/store/web-chat.js';
import { openTestStore, type TestStore } from '../../support/store.js';

describe('a lookout for what a reader can see', () => {
  let store: TestStore;
  const reader = { user: 'noor', name: 'Noor', language: 'en', direction: 'ltr', timezone: 'UTC', may: () => true } as const;

  beforeEach(async () => {
    store = await openTestStore();
    const { webChat } = store.autocommit;
    for (const user of ['zahra', 'noor', 'rawa']) await webChat.saveUser({ user, name: user });
    await webChat.insertConversation({ id: 'general', kind: 'channel', key: 'general', title: '', users: [] });
    await webChat.insertConversation({ id: 'organisers', kind: 'channel', key: 'organisers', title: '', users: [] });
    await webChat.insertConversation({ id: 'own', kind: 'direct', key: 'direct:noor', title: '', users: ['noor'] });
    await webChat.insertConversation({ id: 'other', kind: 'direct', key: 'direct:rawa', title: '', users: ['rawa'] });
    await webChat.insertMessage(textMessage('general', 'before'));
  });
  afterEach(() => store.close());

  const lookout = () => {
    const { webChat } = store.autocommit;
    const conversations = async () => (await webChat.conversationsOf('noor')).filter(({ id }) => id !== 'organisers');
    return createLookout(store.autocommit, { conversations }, reader);
  };

  it('finds nothing in what was there, what is not theirs, what they wrote, and what was changed', async () => {
    const { webChat } = store.autocommit;
    const out = await lookout();
    expect(await out.look()).toBeUndefined();
    await webChat.insertMessage(textMessage('other', 'to rawa', { author: null }));
    await webChat.insertMessage(textMessage('organisers', 'among organisers', { author: null }));
    await webChat.insertMessage(textMessage('general', 'for zahra alone', { onlyFor: 'zahra' }));
    await webChat.insertMessage(textMessage('general', 'her own', { author: 'noor' }));
    await webChat.updateMessage(1, { type: 'text', text: 'changed', files: [] }, textMessage('general', '').at);
    expect(await out.look()).toBeUndefined();
  });

  it('finds the most personal of several messages, once', async () => {
    const { webChat } = store.autocommit;
    const out = await lookout();
    await webChat.insertMessage(textMessage('general', 'an answer', { thread: 1 }));
    const own = await webChat.insertMessage(textMessage('own', 'to noor', { author: null }));
    expect(await out.look()).toEqual({ conversation: 'own', thread: null, message: own });
    expect(await out.look()).toBeUndefined();
    const answer = await webChat.insertMessage(textMessage('general', 'another answer', { thread: 1 }));
    expect(await out.look()).toEqual({ conversation: 'general', thread: 1, message: answer });
  });
});
