import { expect, test } from 'vitest';
import { openTestStore } from '../../support/store.js';

test('opens', async () => {
  const store = await openTestStore();
  expect((await store.read.community.settings()).name).toBe('Mudhif');
  await store.transaction(async (r) => {
    const org = await r.organisations.insert({ name: 'a', type: 'local', governorates: [], sectors: ['protection'], status: 'approved' });
    expect((await r.organisations.search('A', 3))[0]?.id).toBe(org);
    await r.agenda.plan({ key: 'a', kind: 'k', payload: { a: 1 }, dueAt: 5 });
    await r.agenda.plan({ key: 'a', kind: 'k', payload: { a: 1 }, dueAt: 6 });
    expect(await r.agenda.claim({ now: 10, owner: 'x', leaseUntil: 20, limit: 5 })).toHaveLength(1);
    await r.agenda.cancelPrefix('a');
    await r.deliveries.plan({ key: 'b', kind: 'x', args: {}, to: { to: 'channel', channel: 'general' }, dueAt: 3 });
    const d = await r.deliveries.find('b');
    expect(d?.state).toBe('planned');
    if (d) expect(await r.deliveries.earlier(d.id, { passHeld: false })).toBeUndefined();
    await r.webChat.insertConversation({ id: 'c', kind: 'channel', key: 'general', title: 'G', users: [] });
    await r.webChat.insertMessage({
      conversation: 'c',
      thread: null,
      author: null,
      onlyFor: null,
      at: 1,
      content: { type: 'text', text: 'x', files: [] },
      key: 'k',
    });
    expect((await r.webChat.messages({ conversation: 'c', user: 'u', limit: 3 })).length).toBe(1);
    expect((await r.webChat.unread('u')).get('c')).toBe(1);
    await r.members.list({ text: 'x', sector: 'y' }, { offset: 0, limit: 3 });
    await r.coffee.meetings();
    await r.coffee.organisationMeetings();
    await expect(store.read.community.settings()).rejects.toThrow(/inside/);
    await expect(store.transaction(async () => 1)).rejects.toThrow(/inside/);
  });
  await store.close();
});
