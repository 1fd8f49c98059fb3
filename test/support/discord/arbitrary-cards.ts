import fc from 'fast-check';
import type { MemberId } from '../../../src/core/ids.js';
import type { Block, Button, Card, LinkButton, Message, Select } from '../../../src/core/message.js';
import type { Inline, Text } from '../../../src/core/text.js';
import { toInstant } from '../../../src/core/time.js';

/** Words that have made trouble on Discord, and long ones in each script. */
const NASTY = [
  '@everyone',
  '@here',
  '<@123456789012345678>',
  '<@!123456789012345678>',
  '<@&123456789012345678>',
  '<#123456789012345678>',
  '</coffee join:123456789012345678>',
  '<:x:123456789012345678>',
  '<t:1>',
  '**bold** __under__ ~~gone~~ ||hidden|| `code`',
  '```\nblock\n```',
  '# heading\n-# small\n> quote\n>>> all\n- list\n1. one',
  '[click](https://evil.example) https://evil.example discord://x',
  '\u202eright to left\u202c \u2067open',
  '\u200b\u200b\u200b',
  '\\\\\\*',
  'لقاء قهوة مع زميلة من منظمة أخرى في البصرة، وشكرًا جزيلًا لكم جميعًا. ',
  'دیداری قاوە لەگەڵ هاوکارێک لە ڕێکخراوێکی تر. ',
  '👩🏽‍🤝‍👨🏿👨‍👩‍👧‍👦🇮🇶❤️‍🔥',
  'e\u0301\u0302\u0303\u0304\u0305',
  'ﷺﷺﷺ',
];

const words: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(...NASTY), { maxLength: 4 }).map((parts) => parts.join(' ')) },
  { weight: 1, arbitrary: fc.constantFrom('ﷺ'.repeat(300), 'x'.repeat(3_900), 'كلمة '.repeat(900), '*'.repeat(2_500)) },
);

const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 6, arbitrary: words },
  fc.record({ type: fc.constant('mention' as const), member: fc.integer({ min: 1, max: 300 }).map((id) => id as MemberId), name: words }),
  fc.record({ type: fc.constant('bold' as const), text: words }),
  fc.record({ type: fc.constant('code' as const), text: words }),
  fc.record({ type: fc.constant('link' as const), url: fc.oneof(fc.webUrl(), words), label: words }),
  fc.record({
    type: fc.constant('time' as const),
    instant: fc.integer({ min: 0, max: 4e12 }).map(toInstant),
    zone: fc.constant('Asia/Baghdad'),
    style: fc.constantFrom('date' as const, 'time' as const, 'date-time' as const),
    label: words,
  }),
);

const text: fc.Arbitrary<Text> = fc.array(inline, { maxLength: 4 });
const action = fc.integer({ min: 1, max: 6 }).map((id) => `coffee:join:${id}`);

const button: fc.Arbitrary<Button> = fc.record(
  { type: fc.constant('button' as const), action, label: words, style: fc.constantFrom('primary' as const, 'danger' as const) },
  { requiredKeys: ['type', 'action', 'label'] },
);
const linkButton: fc.Arbitrary<LinkButton> = fc.record({
  type: fc.constant('link-button' as const),
  url: fc.oneof(fc.webUrl({ size: 'large' }), words),
  label: words,
});
const select: fc.Arbitrary<Select> = fc
  .record({
    count: fc.integer({ min: 1, max: 25 }),
    label: words,
    action,
    option: words,
    chosen: fc.boolean(),
    max: fc.integer({ min: 1, max: 30 }),
  })
  .map(({ count, label, action, option, chosen, max }) => ({
    type: 'select',
    action,
    label,
    max,
    ...(chosen ? { chosen: ['value-0'] } : {}),
    options: Array.from({ length: count }, (_, index) => ({ value: `value-${index}`, label: `${index} ${option}`, description: option })),
  }));

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constantFrom('heading' as const, 'paragraph' as const, 'note' as const, 'quote' as const), text }),
  fc.record({ type: fc.constant('list' as const), items: fc.array(text, { maxLength: 4 }), ordered: fc.boolean() }),
  fc.record({ type: fc.constant('facts' as const), items: fc.array(fc.record({ label: text, value: text }), { maxLength: 4 }) }),
  fc.record({
    type: fc.constant('table' as const),
    caption: words,
    columns: fc.array(text, { minLength: 1, maxLength: 4 }),
    rows: fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { maxLength: 10 }),
  }),
  fc.constant({ type: 'divider' as const }),
  fc.record({
    type: fc.constant('actions' as const),
    controls: fc.array(fc.oneof(button, linkButton, select), { minLength: 1, maxLength: 7 }),
  }),
);

const card: fc.Arbitrary<Card> = fc.record({
  language: fc.constantFrom('en' as const, 'ar' as const, 'ckb' as const),
  blocks: fc.array(block, { maxLength: 5 }),
});

/** Messages of one to three cards with all that people may type into them. */
export const arbitraryMessage: fc.Arbitrary<Message> = fc.record({ cards: fc.array(card, { minLength: 1, maxLength: 2 }) });
