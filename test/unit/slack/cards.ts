import type { Language } from '../../../src/core/language.js';
import { actionId, type Block, type Card } from '../../../src/core/message.js';

const HOSTILE = '<!channel> @everyone *bold* _it_ ~no~ `code` > quote :tada: <@U0NADIA01> &amp; <https://evil.test|click> \u0000\u202e';

/** All that people may write to break, format or ping. */
export function hostileCard(language: Language): Card {
  return {
    language,
    blocks: [
      { type: 'heading', text: [HOSTILE] },
      { type: 'paragraph', text: [HOSTILE, { type: 'bold', text: '*' }, { type: 'code', text: '`<!here>`' }] },
      { type: 'quote', text: [`${HOSTILE}\n> ${HOSTILE}`] },
      { type: 'note', text: [HOSTILE] },
      { type: 'list', items: [[HOSTILE], ['•']] },
      { type: 'facts', items: [{ label: [HOSTILE], value: [HOSTILE] }] },
      { type: 'table', caption: HOSTILE, columns: [[HOSTILE], ['']], rows: [[[HOSTILE], []]] },
      {
        type: 'paragraph',
        text: [
          { type: 'link', url: 'javascript:alert(1)', label: HOSTILE },
          ' ',
          { type: 'link', url: 'https://ok.test/a?b=c&d', label: '<!here>' },
        ],
      },
      {
        type: 'actions',
        controls: [
          { type: 'button', action: actionId('coffee', 'join', 1), label: HOSTILE },
          { type: 'link-button', url: 'javascript:alert(1)', label: 'Run' },
        ],
      },
    ],
  };
}

export function longCard(paragraphs: number): Card {
  const blocks = Array.from(
    { length: paragraphs },
    (_, index): Block => ({
      type: 'paragraph',
      text: [`${'نصٌّ طويلٌ 🌿 words & more '.repeat(20)} paragraph ${index} ends`],
    }),
  );
  return { language: 'ar', blocks };
}

export const manyControlsCard: Card = {
  language: 'en',
  blocks: [
    {
      type: 'actions',
      controls: [
        ...Array.from({ length: 30 }, (_, index) => ({
          type: 'button' as const,
          action: actionId('coffee', 'join', index),
          label: `Join ${index}`,
        })),
        {
          type: 'button',
          action: actionId('coffee', 'join', 99),
          label: 'A label that is much longer than the seventy-five characters that Slack shows on a button',
        },
        { type: 'button', action: actionId('coffee', 'join', 99), label: 'The same action again' },
        {
          type: 'select',
          action: actionId('coffee', 'sectors'),
          label: 'Sectors',
          max: 3,
          chosen: ['b'],
          options: [
            { value: 'a', label: 'Protection', description: 'x'.repeat(90) },
            { value: 'b', label: `Recovery ${'ی'.repeat(90)}` },
          ],
        },
        { type: 'link-button', url: 'https://example.test/', label: 'Read more' },
      ],
    },
  ],
};

export const wideTableCard: Card = {
  language: 'en',
  blocks: [
    {
      type: 'table',
      caption: 'Members by sector',
      columns: Array.from({ length: 22 }, (_, index) => [`Column ${index}`]),
      rows: [Array.from({ length: 22 }, (_, index) => [`Cell ${index}`])],
    },
    {
      type: 'table',
      caption: 'Members',
      columns: [['Name'], ['Organisation'], ['Joined']],
      rows: [
        [['Zainab'], ['Tigris Legal Aid'], []],
        [['حيدر'], [{ type: 'bold', text: 'عون' }], ['2026']],
      ],
    },
  ],
};
