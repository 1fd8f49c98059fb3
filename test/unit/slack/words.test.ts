import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spoken, wordsOf } from '../../../adapters/slack/receive/words.js';

const read = (message: { readonly blocks?: unknown; readonly text?: unknown }): Promise<string> =>
  spoken(wordsOf(message), async (word) => ('user' in word ? `@${word.user}` : `#${word.channel}`));
const text = (words: string, style?: unknown) => ({ type: 'text', text: words, ...(style === undefined ? {} : { style }) });
const section = (...elements: unknown[]) => ({ type: 'rich_text_section', elements });
const rich = (...elements: unknown[]) => ({ blocks: [{ type: 'rich_text', elements }], text: 'the same with marks' });

describe('words that people write on Slack', () => {
  it('read as they are shown where Slack tells how', async () => {
    const link = (url: string, label?: string) => ({ type: 'link', url, ...(label === undefined ? {} : { text: label }) });
    const message = rich(
      section({ type: 'user', user_id: 'U1' }, text(' *not bold* '), text('bold', { bold: true }), text(' in ')),
      section({ type: 'channel', channel_id: 'C1' }, text(' '), { type: 'broadcast', range: 'here' }, { type: 'usergroup' }, text('\n')),
      { type: 'rich_text_list', style: 'ordered', offset: 1, elements: [section(text('a')), section(text('b'))] },
      { type: 'rich_text_list', style: 'bullet', elements: [section(text('c'))] },
      { type: 'rich_text_quote', elements: [text('a <b> & c &amp;')] },
      section({ type: 'emoji', name: 'wave', unicode: '1f44b-1f3fc' }, { type: 'emoji', name: 'mudhif' }, { type: 'color', value: '#fff' }),
      section(
        link('https://example.org'),
        text(' '),
        link('http://example.org', 'example.org'),
        text(' '),
        link('https://e.org/x', 'plan'),
      ),
      section({ type: 'date', fallback: 'Sunday' }, { type: 'unheard_of' }),
    );
    expect((await read(message)).split('\n')).toEqual([
      '@U1 *not bold* bold in ',
      '#C1 @here@group',
      '2. a',
      '3. b',
      '• c',
      'a <b> & c &amp;',
      '\u{1f44b}\u{1f3fc}:mudhif:#fff',
      'https://example.org example.org plan (https://e.org/x)',
      'Sunday',
    ]);
  });

  it('read without marks where there is only a text', async () => {
    const marked =
      '<@U1|x> <#C1> <#C2|plans> <!here> <!subteam^S1|@org> <!date^1^{date}|Sunday> <mailto:a@b.c|a@b.c> 1 &lt; 2 &amp;amp; <>';
    expect(await read({ text: marked })).toBe('@U1 #C1 #plans @here @org Sunday a@b.c 1 < 2 &amp; <>');
    expect(await read({ text: 'in a bot’s blocks', blocks: [{ type: 'section' }] })).toBe('in a bot’s blocks');
  });

  it('are never a reason to fail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.anything(), async (blocks, words) => {
        expect(typeof (await read({ blocks, text: words }))).toBe('string');
        expect(typeof (await read(rich(section(blocks), words)))).toBe('string');
      }),
    );
    expect(await read(rich(section({ type: 'emoji', name: 'x', unicode: 'ffffff' })))).toBe(':x:');
  });

  it('keep every character that is typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (typed) => {
        const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
        expect(await read({ text: escaped })).toBe(typed.trim());
      }),
    );
  });
});
