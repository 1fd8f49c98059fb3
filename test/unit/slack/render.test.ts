import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../adapters/slack/render/message.js';
import type { Card, Message } from '../../../src/core/message.js';
import { toInstant } from '../../../src/core/time.js';
import { checkMessage, pingsIn, visibleText } from '../../support/slack/index.js';
import { sampleCard } from '../../support/web-inbox.js';
import { hostileCard, longCard, manyControlsCard, wideTableCard } from './cards.js';

const NOW = toInstant(Date.parse('2026-12-06T07:00:00Z'));
const userOf = (member: number): string | undefined => (member === 7 ? 'U0NADIA01' : undefined);
const known = (id: string): boolean => id === 'U0NADIA01';
const folder = resolve(import.meta.dirname, 'golden');

/** Compares with the file that somebody has looked at; `GOLDEN=write` writes it anew. */
function golden(name: string, value: unknown): void {
  const file = resolve(folder, `${name}.json`);
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (process.env['GOLDEN'] === 'write' || !existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
    if (process.env['GOLDEN'] !== 'write') throw new Error(`${name} had no golden file; look at the new one`);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
}

const CARDS: Readonly<Record<string, Message>> = {
  'introduction-en': { cards: [sampleCard('en', NOW)] },
  'introduction-ar': { cards: [sampleCard('ar', NOW)] },
  'introduction-ckb': { cards: [sampleCard('ckb', NOW)] },
  'channel-post-three-languages': { cards: [sampleCard('en', NOW), sampleCard('ar', NOW), sampleCard('ckb', NOW)] },
  'hostile-words': { cards: [hostileCard('en')] },
  'hostile-words-ar': { cards: [hostileCard('ar')] },
  'table-too-wide': { cards: [wideTableCard] },
  'many-controls': { cards: [manyControlsCard] },
};

describe('cards on Slack', () => {
  for (const [name, message] of Object.entries(CARDS)) {
    it(`looks as it was looked at: ${name}`, () => {
      const rendered = renderMessage(message, userOf);
      for (const part of rendered.parts) expect(checkMessage(part.blocks, known)).toEqual({ details: [] });
      golden(name, rendered);
    });
  }

  it('shows what people wrote as they wrote it, and pings nobody with it', () => {
    const { parts } = renderMessage({ cards: [hostileCard('en')] }, userOf);
    const all = parts.map((part) => visibleText(part.blocks)).join(' ');
    expect(all).toContain('<!channel> @everyone *bold* _it_ ~no~ `code` > quote :tada: <@U0NADIA01> &amp;');
    expect(parts.flatMap(pingsIn)).toEqual([]);
  });

  it('mentions from nodes only, and a member without an account by name', () => {
    const card: Card = {
      language: 'en',
      blocks: [
        {
          type: 'paragraph',
          text: [
            { type: 'mention', member: 7 as never, name: 'Nadia' },
            ' and ',
            { type: 'mention', member: 8 as never, name: '<@U0OTHER01>' },
          ],
        },
      ],
    };
    const [part] = renderMessage({ cards: [card] }, userOf).parts;
    expect(pingsIn(part)).toEqual(['U0NADIA01']);
    expect(visibleText(part.blocks)).toContain('<@U0OTHER01>');
  });

  it('splits what is too long for one message, and loses no word', () => {
    const card = longCard(40);
    const { parts, file } = renderMessage({ cards: [card] }, userOf);
    expect(parts.length).toBeGreaterThan(1);
    expect(file).toBeUndefined();
    const words = parts.map((part) => visibleText(part.blocks)).join(' ');
    for (let index = 0; index < 40; index++) expect(words).toContain(`paragraph ${index} ends`);
  });

  it('loses nothing of a list whose first piece shows nothing', () => {
    const item = [
      { type: 'mention', member: 8 as never, name: '' },
      { type: 'bold', text: 'مجتمع الممارسة '.repeat(181) },
      'the end',
    ] as const;
    const { parts } = renderMessage({ cards: [{ language: 'en', blocks: [{ type: 'list', items: [item] }] }] }, userOf);
    expect(parts.map((part) => visibleText(part.blocks)).join(' ')).toContain('the end');
  });

  it('sends the whole as a file where even several messages are too few, with all controls', () => {
    const card = longCard(400);
    const { parts, file } = renderMessage({ cards: [{ ...card, blocks: [...card.blocks, ...manyControlsCard.blocks] }] }, userOf);
    expect(parts.length).toBeLessThanOrEqual(5);
    for (let index = 0; index < 400; index++) expect(file?.content).toContain(`paragraph ${index} ends`);
    expect(JSON.stringify(parts)).toContain('coffee:join:99');
    expect(parts.map((part) => visibleText(part.blocks)).join(' ')).toContain('الملف المرفق');
  });

  it('keeps a right-to-left line right to left when it begins with a name or a number', () => {
    const card: Card = {
      language: 'ar',
      blocks: [
        { type: 'paragraph', text: ['Zainab تدعوك'] },
        { type: 'heading', text: ['2026 لقاءات'] },
      ],
    };
    const json = JSON.stringify(renderMessage({ cards: [card] }, userOf).parts);
    expect(json).toContain('\u200fZainab');
    // The first letter is Arabic: a number before it does not turn the line.
    expect(json).not.toContain('\u200f2026');
  });

  it('keeps a command that stands alone free of marks, so that it can be copied', () => {
    const code = '/profile link code:ABCD-EFGH';
    const card: Card = { language: 'ckb', blocks: [{ type: 'paragraph', text: [{ type: 'code', text: code }] }] };
    const json = JSON.stringify(renderMessage({ cards: [card] }, userOf).parts[0]?.blocks);
    expect(json).toContain(JSON.stringify(code));
    expect(json).not.toMatch(/\p{Cf}/u);
  });

  it('leaves what people said in its own direction', () => {
    const card: Card = { language: 'ar', blocks: [{ type: 'quote', text: ['We met.'] }] };
    expect(JSON.stringify(renderMessage({ cards: [card] }, userOf).parts[0]?.blocks)).toContain('"We met."');
  });
});
