import { describe, expect, it } from 'vitest';
import { toId } from '../../../src/core/ids.js';
import type { Block, Control, Field, Reply } from '../../../src/core/message.js';
import { cardSchema, replySchema } from '../../../src/core/message-schema.js';
import type { Inline, Text } from '../../../src/core/text.js';
import { toInstant } from '../../../src/core/time.js';
import { parseWithBytes, stringifyWithBytes } from '../../../src/kit/json-bytes.js';

type Of<U extends { readonly type: string }> = { readonly [K in U['type']]: Extract<U, { readonly type: K }> };
/** Each type of a part, with all properties that it may have: one that is missing here does not compile. */
type Whole<U extends { readonly type: string }> = { readonly [K in U['type']]: Required<Extract<U, { readonly type: K }>> };

const inlines: Whole<Exclude<Inline, string>> = {
  mention: { type: 'mention', member: toId(7), name: 'Zainab' },
  bold: { type: 'bold', text: 'now' },
  code: { type: 'code', text: '/coffee join' },
  link: { type: 'link', url: 'https://example.org', label: 'here' },
  time: { type: 'time', instant: toInstant(1_800_000_000_000), zone: 'Asia/Baghdad', style: 'date-time', label: 'Sunday' },
};
const text: Text = ['Words, ', ...Object.values(inlines)];
const choice = { value: 'a', label: 'A', description: 'the first' };
const controls: Whole<Control> = {
  button: { type: 'button', action: 'x:y:1', label: 'In', labels: { ar: 'نعم' }, style: 'danger', accessibleName: 'I am in' },
  'link-button': { type: 'link-button', url: 'https://example.org', label: 'Open' },
  select: { type: 'select', action: 'x:z:0', label: 'Which', options: [choice], chosen: ['a'], max: 2, min: 0 },
};
const blocks: Whole<Block> = {
  heading: { type: 'heading', text },
  paragraph: { type: 'paragraph', text },
  note: { type: 'note', text },
  quote: { type: 'quote', text },
  list: { type: 'list', items: [text], ordered: true },
  facts: { type: 'facts', items: [{ label: ['When'], value: text }] },
  table: { type: 'table', caption: 'People', columns: [['Name']], rows: [[text]] },
  divider: { type: 'divider' },
  actions: { type: 'actions', controls: Object.values(controls) },
};
const about = { label: 'Name', hint: 'as on the badge', required: true };
const fields: Whole<Field> = {
  text: { type: 'text', name: 'a', ...about, multiline: true, value: 'x', maxLength: 40, placeholder: 'here' },
  select: { type: 'select', name: 'b', ...about, options: [choice], value: ['a'], max: 1 },
  date: { type: 'date', name: 'c', ...about, value: '2026-12-06' },
  time: { type: 'time', name: 'd', ...about, value: '09:30' },
  file: { type: 'file', name: 'e', ...about, accept: ['.pdf'] },
};
const card = { language: 'ckb', blocks: Object.values(blocks), shared: true } as const;
const file = {
  name: 'a.png',
  mediaType: 'image/png',
  bytes: new Uint8Array([0, 255]),
  picture: { alt: 'a chart', width: 10, height: 20 },
};
const replies: Of<Reply> = {
  message: { type: 'message', message: { cards: [card], files: [file], fleeting: 'standing' }, visibility: 'private', replace: true },
  form: {
    type: 'form',
    form: { id: 'x:f:0', language: 'ar', title: 'T', introduction: text, submit: 'Save', fields: Object.values(fields) },
  },
  'form-errors': { type: 'form-errors', errors: { '': 'no', a: 'too long' } },
  none: { type: 'none', elsewhere: true },
};

describe('a stored reply', () => {
  it.each(Object.values(replies))('reads back with all its parts: $type', (reply) => {
    expect(replySchema.parse(parseWithBytes(stringifyWithBytes(reply)))).toEqual(reply);
  });
});

describe('a stored card', () => {
  it('reads back without the properties that are optional', () => {
    const plain = {
      language: 'en',
      blocks: [
        { type: 'list', items: [['one']] },
        {
          type: 'actions',
          controls: [
            { type: 'button', action: 'x:y:1', label: 'In' },
            { type: 'select', action: 'x:z:0', label: 'Which', options: [{ value: 'a', label: 'A' }] },
          ],
        },
      ],
    };
    expect(cardSchema.parse(plain)).toEqual(plain);
  });

  it('loses properties that are unknown, and is refused with a part of an unknown type', () => {
    const read = (block: unknown) => cardSchema.safeParse({ language: 'en', blocks: [block] });
    expect(read({ type: 'divider', onclick: 'x' }).data).toEqual({ language: 'en', blocks: [{ type: 'divider' }] });
    expect(read({ type: 'film' }).success).toBe(false);
    expect(read({ type: 'paragraph', text: 'not a list' }).success).toBe(false);
    expect(read({ type: 'paragraph', text: [{ type: 'script', text: 'x' }] }).success).toBe(false);
    expect(cardSchema.safeParse({ language: 'xx', blocks: [] }).success).toBe(false);
  });
});
