import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formView } from '../../../adapters/slack/render/form.js';
import { homeBlocks } from '../../../adapters/slack/render/home.js';
import { renderMessage } from '../../../adapters/slack/render/message.js';
import { LANGUAGES } from '../../../src/core/language.js';
import type { Block, Card, Field, Form } from '../../../src/core/message.js';
import type { Inline, Text } from '../../../src/core/text.js';
import { toInstant } from '../../../src/core/time.js';
import { checkBlocks, checkMessage, checkView, pingsIn, visibleText } from '../../support/slack/index.js';

/** Cards, two a message on average; `npm run test:cards` looks at 100,000. Edits are drawn as posts are. */
const CARDS = Number(process.env['CARDS'] ?? 2_000);
const ACCOUNTS = ['U0NADIA01', 'U0KARWAN1'];
const userOf = (member: number): string | undefined => ACCOUNTS[member - 1];
const known = (id: string): boolean => ACCOUNTS.includes(id);

const WORDS = [
  'مجتمع الممارسة ',
  'لِقاءُ القَهوةِ ',
  'کۆمەڵگەی پراکتیک ',
  'ڕێکخراو ',
  'hello ',
  'a',
  '\n',
  '\t',
  '  ',
  '😀',
  '👩‍👩‍👧‍👦',
  '🏳️‍🌈',
  'é',
  '\u0301\u0301\u0301',
  '<!channel>',
  '<!here|here>',
  '@everyone',
  '@channel',
  '<@U0NADIA01>',
  '<@U0KARWAN1|karwan>',
  '<#C0GENERAL>',
  '<!subteam^S1>',
  '*bold*',
  '_it_',
  '~no~',
  '`code`',
  '```',
  '> quote',
  '• item',
  ':tada:',
  '&amp;',
  '&lt;',
  '<https://evil.test|click>',
  '<!date^1^{date}|x>',
  '\u202e',
  '\u2066',
  '\u0000',
  '\ud83d',
  '\r\n',
];
const short = fc.array(fc.constantFrom(...WORDS), { maxLength: 5 }).map((parts) => parts.join(''));
const long = fc.tuple(short, fc.integer({ min: 1, max: 400 })).map(([text, times]) => text.repeat(times).slice(0, 9_000));
const words = fc.oneof(
  { weight: 60, arbitrary: short },
  { weight: 1, arbitrary: long },
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);

const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 6, arbitrary: words },
  { weight: 1, arbitrary: words.map((text) => ({ type: 'bold' as const, text })) },
  { weight: 1, arbitrary: words.map((text) => ({ type: 'code' as const, text })) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('mention' as const),
      member: fc.integer({ min: 1, max: 4 }).map((id) => id as never),
      name: words,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('link' as const),
      url: fc.constantFrom(
        'https://ok.test/a?b=<c>',
        'https://ok.test/',
        'javascript:alert(1)',
        'ftp://x',
        '',
        `https://x.test/${'a'.repeat(4_000)}`,
      ),
      label: words,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('time' as const),
      instant: fc.integer({ min: 0, max: 4e12 }).map(toInstant),
      zone: fc.constant('Asia/Baghdad'),
      style: fc.constantFrom('date' as const, 'time' as const, 'date-time' as const),
      label: words,
    }),
  },
);
/** Few as a rule, many now and then. */
function some<T>(arbitrary: fc.Arbitrary<T>, few: number, many: number): fc.Arbitrary<T[]> {
  return fc.oneof(
    { weight: 60, arbitrary: fc.array(arbitrary, { maxLength: few }) },
    { weight: 1, arbitrary: fc.array(arbitrary, { minLength: few, maxLength: many, size: 'max' }) },
  );
}

const text: fc.Arbitrary<Text> = fc.array(inline, { maxLength: 3 });
const label = fc.oneof(short, words).map((each) => each.slice(0, 400));
const action = fc.integer({ min: 0, max: 9 }).map((id) => `coffee:join:${id}`);
const choices = fc
  .array(fc.record({ label, description: label }), { minLength: 1, maxLength: 3 })
  .map((list) => list.map((each, index) => ({ value: `v${index}`, ...each })));

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constantFrom('heading' as const, 'paragraph' as const, 'note' as const, 'quote' as const), text }),
  fc.record({ type: fc.constant('list' as const), items: some(text, 4, 40), ordered: fc.boolean() }),
  fc.record({ type: fc.constant('facts' as const), items: some(fc.record({ label: text, value: text }), 3, 20) }),
  fc
    .record({
      columns: some(text, 3, 24).filter((list) => list.length > 0),
      rows: some(fc.array(text, { maxLength: 4 }), 3, 120),
      caption: label,
    })
    .map((table) => ({ type: 'table' as const, ...table })),
  fc.constant({ type: 'divider' as const }),
  fc
    .array(
      fc.oneof(
        fc.record({ type: fc.constant('button' as const), action, label, accessibleName: label }),
        fc.record({ type: fc.constant('link-button' as const), url: fc.constantFrom('https://ok.test/', 'javascript:x'), label }),
        fc.record({
          type: fc.constant('select' as const),
          action,
          label,
          options: choices,
          max: fc.integer({ min: 1, max: 5 }),
          chosen: fc.constantFrom([], ['v0'], ['v0', 'v1']),
        }),
      ),
      { maxLength: 5 },
    )
    .map((controls) => ({ type: 'actions' as const, controls })),
);
const card: fc.Arbitrary<Card> = fc.record({ language: fc.constantFrom(...LANGUAGES), blocks: some(block, 4, 60) });

/** Marks the end of every text, so that a lost one is noticed. */
function marked(cards: readonly Card[]): { readonly cards: readonly Card[]; readonly marks: readonly string[] } {
  const marks: string[] = [];
  const mark = (value: Text): Text => {
    marks.push(`§${marks.length}§`);
    return [...value, marks.at(-1) ?? ''];
  };
  return {
    marks,
    cards: cards.map((each) => ({
      ...each,
      blocks: each.blocks.map((one): Block => {
        switch (one.type) {
          case 'heading':
          case 'paragraph':
          case 'note':
          case 'quote':
            return { ...one, text: mark(one.text) };
          case 'list':
            return { ...one, items: one.items.map(mark) };
          case 'facts':
            return { ...one, items: one.items.map((item) => ({ label: mark(item.label), value: mark(item.value) })) };
          case 'table':
            return { ...one, rows: one.rows.map((row) => row.slice(0, one.columns.length).map(mark)) };
          case 'divider':
          case 'actions':
            return one;
          default:
            return one satisfies never;
        }
      }),
    })),
  };
}

function must(condition: boolean, what: () => string): void {
  if (!condition) throw new Error(what());
}

describe('any card on Slack', () => {
  it(`stays within all limits, pings nobody unmeant and loses no word (${CARDS} cards)`, () => {
    fc.assert(
      fc.property(fc.array(card, { minLength: 1, maxLength: 3 }), (generated) => {
        const { cards, marks } = marked(generated);
        const mentioned = new Set(
          JSON.stringify(cards)
            .match(/"member":[12]\b/g)
            ?.map((each) => ACCOUNTS[Number(each.slice(-1)) - 1]),
        );
        const { parts, file } = renderMessage({ cards }, userOf);
        for (const part of parts) {
          const { error, details } = checkMessage(part.blocks, known);
          must(error === undefined, () => `${error}: ${details.join(', ')}`);
          must(part.text.length > 0 && part.text.length < 40_000, () => `a fallback of ${part.text.length} characters`);
          for (const ping of pingsIn(part)) must(mentioned.has(ping), () => `pings ${ping}`);
        }
        const shown = `${parts.map((part) => visibleText(part.blocks)).join('')}${file?.content ?? ''}`.replace(/\s+/g, '');
        for (const each of marks) must(shown.includes(each), () => `${each} is lost`);
        const rendered = JSON.stringify(parts);
        for (const { blocks } of cards) {
          for (const one of blocks) {
            if (one.type !== 'actions') continue;
            for (const control of one.controls) {
              if ('action' in control) must(rendered.includes(`"action_id":"${control.action}"`), () => `${control.action} is lost`);
            }
          }
        }
      }),
      { numRuns: CARDS / 2 },
    );
  }, 900_000);

  it('fits into a home tab, or says that there is more', () => {
    fc.assert(
      fc.property(fc.array(card, { minLength: 1, maxLength: 8 }), (cards) => {
        expect(checkBlocks(homeBlocks(cards, userOf), 'home', known)).toEqual([]);
      }),
      { numRuns: CARDS / 20 },
    );
  });
});

const fieldBase = { label, hint: label, required: fc.boolean() };
const field: fc.Arbitrary<Omit<Field, 'name'>> = fc.oneof(
  fc.record({
    type: fc.constant('text' as const),
    ...fieldBase,
    value: words,
    placeholder: label,
    maxLength: fc.integer({ min: 1, max: 8_000 }),
    multiline: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('select' as const),
    ...fieldBase,
    options: choices,
    value: fc.constantFrom([], ['v0'], ['v0', 'v1']),
    max: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({ type: fc.constant('date' as const), ...fieldBase, value: fc.constantFrom('2026-12-01', 'tomorrow') }),
  fc.record({ type: fc.constant('time' as const), ...fieldBase, value: fc.constantFrom('10:30', 'noon') }),
  fc.record({ type: fc.constant('file' as const), ...fieldBase, accept: fc.constantFrom([], ['.pdf', 'image/png'], ['image/*']) }),
);
const form: fc.Arbitrary<Form> = fc
  .record({
    language: fc.constantFrom(...LANGUAGES),
    title: label,
    introduction: text,
    submit: label,
    fields: fc.array(field, { minLength: 1, maxLength: 5 }),
  })
  .map((made) => ({
    ...made,
    id: 'profile:edit:1',
    fields: made.fields.map((each, index) => ({ ...each, name: `field${index}` }) as Field),
  }));

describe('any form on Slack', () => {
  it('is a dialog that Slack takes', () => {
    const place = {
      eventId: 'e',
      person: { platform: 'slack', space: 'T', user: 'U0NADIA01' },
      conversation: { platform: 'slack', space: 'T', id: 'C0GENERAL', kind: 'channel' },
      own: false,
      responseUrl: { url: `https://hooks.slack.com/actions/${'x'.repeat(120)}`, issuedAt: toInstant(1) },
    } as const;
    fc.assert(
      fc.property(form, (made) => {
        const { error, details } = checkView(formView(made, place), known);
        expect({ error, details }).toEqual({ error: undefined, details: [] });
      }),
      { numRuns: CARDS / 20 },
    );
  });
});
