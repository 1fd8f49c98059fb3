import { describe, expect, it } from 'vitest';
import { cardsOf, hasControl, type RenderContext, renderMessage, storeMessage } from '../../../adapters/web/render/message.js';
import { type Card, plainText } from '../../../src/core/message.js';
import { toInstant } from '../../../src/core/time.js';
import { speaker } from '../../../src/language/index.js';
import type { WebMessage } from '../../../src/ports/web-chat.js';

const stored = (json: string): WebMessage => ({
  id: 1,
  revision: 1,
  conversation: 'general',
  thread: null,
  author: null,
  onlyFor: null,
  at: toInstant(0),
  editedAt: null,
  content: { type: 'message', json, files: [] },
  key: null,
  opened: null,
});
const reader: RenderContext = { user: 'zainab', language: 'ar', authorName: '', replies: 0 };
const card: Card = {
  language: 'en',
  blocks: [
    { type: 'paragraph', text: ['Hello'] },
    { type: 'actions', controls: [{ type: 'button', action: 'coffee:in:1', label: 'In' }] },
  ],
};

describe('a stored message of the bot', () => {
  it('shows its cards, and who is mentioned', () => {
    const json = storeMessage({ cards: [card] }, new Map([[7, { platform: 'web', space: 'test', user: 'zainab' }]]));
    expect(renderMessage(stored(json), reader)).toMatchObject({ content: { type: 'cards', cards: [card] }, you: [7] });
    expect(hasControl(stored(json), 'coffee:in:1', [])).toBe(true);
  });

  it('opens as the first version stored it', () => {
    const json =
      '{"cards":[{"language":"en","blocks":[{"type":"heading","text":["Coffee"]},{"type":"facts","items":[{"label":["With"],"value":' +
      '[{"type":"mention","member":7,"name":"Huda"}]}]},{"type":"actions","controls":[{"type":"button","action":"coffee:in:1",' +
      '"label":"In","style":"primary"}]}]}],"mentions":[[7,"huda"]]}';
    expect(plainText({ cards: cardsOf(stored(json)) })).toBe('Coffee\nWith: Huda');
    expect(hasControl(stored(json), 'coffee:in:1', [])).toBe(true);
  });

  it.each([
    ['cut off', '{"cards":[{"lang'],
    ['no object', 'null'],
    ['without cards', '{"mentions":[]}'],
    ['of an unknown version', '{"cards":[{"language":"en","blocks":[{"type":"film"}]}],"mentions":[]}'],
  ])('says in the reader’s language that it can’t be shown when it is %s, and has no controls', (_what, json) => {
    const { content, you } = renderMessage(stored(json), reader);
    expect(content.type === 'cards' && plainText(content)).toBe(speaker('ar').plain('web.message-unreadable'));
    expect(you).toEqual([]);
    expect(hasControl(stored(json), 'coffee:in:1', [])).toBe(false);
  });
});
