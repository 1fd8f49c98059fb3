import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGuide } from '../../src/demo/guide.js';
import { T0 } from '../contract/store/samples.js';
import { openTestStore, type TestStore } from '../support/store.js';

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
  for (const [user, name] of [['maryam', 'Maryam'] as const, ['huda', 'Huda'] as const]) await chat().saveUser({ user, name });
});
afterEach(() => store.close());

const chat = () => store.autocommit.webChat;
const guide = () => createGuide(store.autocommit);

/** A private group of the member's, with its introduction. */
async function group(id: string): Promise<number> {
  await chat().insertConversation({ id, kind: 'group', key: `coffee:${id}`, title: id, users: ['maryam', 'huda'] });
  return chat().insertMessage({
    conversation: id,
    thread: null,
    author: null,
    onlyFor: null,
    at: T0,
    content: { type: 'message', json: JSON.stringify({ cards: [] }), files: [] },
    key: `introduction:${id}`,
  });
}

describe('the first steps of the demo', () => {
  it('show the newest group that is open, and nothing where all are put away', async () => {
    const first = await group('first');
    expect(await guide().find('match')).toEqual({ conversation: 'first', message: first });
    const second = await group('second');
    expect(await guide().find('match')).toEqual({ conversation: 'second', message: second });
    await chat().close('second');
    expect(await guide().find('match')).toEqual({ conversation: 'first', message: first });
    // Nothing waits for an answer in a group that is put away.
    await chat().close('first');
    expect(await guide().find('match')).toBeUndefined();
    expect(await guide().find('answer')).toBeUndefined();
  });
});
