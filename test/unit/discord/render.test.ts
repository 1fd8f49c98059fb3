import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf, editOf } from '../../../adapters/discord/post/body.js';
import { marked, nonceOf, numbersOf, partOf } from '../../../adapters/discord/post/marker.js';
import { attachmentEntries, attachmentName } from '../../../adapters/discord/render/attachments.js';
import { type Part, render, renderInOne } from '../../../adapters/discord/render/message.js';
import type { MemberId } from '../../../src/core/ids.js';
import { type Block, type Message, plainText } from '../../../src/core/message.js';
import { toInstant } from '../../../src/core/time.js';
import { DeliveryError, type Identity } from '../../../src/ports/chat.js';
import { arbitraryMessage } from '../../support/discord/arbitrary-cards.js';
import { checkMessage, pingsOf, type UploadedFile } from '../../support/discord/check-message.js';
import { bytesOf } from '../../support/held.js';
import { sampleCard } from '../../support/web-inbox.js';

const account = (user: string): Identity => ({ platform: 'discord', space: '1', user });
const everyOther: ReadonlyMap<number, Identity> = new Map(
  Array.from({ length: 150 }, (_, index) => [index * 2, account(String(900_000_000_000_000_000n + BigInt(index)))]),
);
const none: ReadonlyMap<number, Identity> = new Map();
const say = (...blocks: readonly Block[]): Message => ({ cards: [{ language: 'en', blocks }] });

function wordsOf(message: Message, mentions = none): string {
  const words: string[] = [];
  for (const part of render(message, mentions)) words.push(checkMessage({ ...bodyOf(part) }, []));
  return words.join('');
}

function mentionedUsers(message: Message): ReadonlySet<string> {
  const found = [...JSON.stringify(message.cards).matchAll(/"type":"mention","member":(\d+)/g)];
  return new Set(found.flatMap(([, id]) => everyOther.get(Number(id))?.user ?? []));
}

describe('rendering for Discord', () => {
  // `npm run test:cards` looks at 100,000.
  const CARDS = Number(process.env.CARDS ?? 2_000);
  const CARDS_PER_MESSAGE = 1.5;

  function must(condition: boolean, what: () => string): void {
    if (!condition) throw new Error(what());
  }

  /** Within the limits, and pinging nobody who was not meant, even if Discord forgot what we allow. */
  function mustBeFit(body: Record<string, unknown>, files: readonly UploadedFile[], meant: ReadonlySet<string>): void {
    const words = checkMessage(body, files);
    for (const pings of [pingsOf(words, body), pingsOf(words, {})]) {
      must(!pings.everyone && pings.roles.length === 0, () => 'it pings everyone or a role');
      for (const user of pings.users) must(meant.has(user), () => `it pings ${user}`);
    }
  }

  it(`keeps ${CARDS} generated cards within Discord's limits, and pings nobody but those meant, in edits too`, { timeout: 900_000 }, () => {
    fc.assert(
      fc.property(arbitraryMessage, (message) => {
        const meant = mentionedUsers(message);
        const shown = (draw: () => readonly Part[], body: (part: Part, index: number, total: number) => Record<string, unknown>): void => {
          let parts: readonly Part[];
          try {
            parts = draw();
          } catch (error) {
            // Nothing to show, or more than anybody would read: refused in words, never cut.
            if (error instanceof DeliveryError && /is (empty|too long)|does not fit/.test(error.message)) return;
            throw error;
          }
          for (const [index, part] of parts.entries()) {
            const files = part.files.map((file, at) => ({ ...file, bytes: bytesOf(file), name: attachmentName(part.files, at) }));
            mustBeFit(body(part, index, parts.length), files, meant);
          }
        };
        shown(
          () => render(message, everyOther),
          (part, index, total) => ({ ...bodyOf(part, numbersOf({ key: 'k', index, total })), nonce: nonceOf({ key: 'k', index }) }),
        );
        shown(
          () => [renderInOne(message, everyOther)],
          (part) => editOf(part, [], numbersOf({ key: 'k', index: 0, total: 1 })).body,
        );
      }),
      { numRuns: Math.ceil(CARDS / CARDS_PER_MESSAGE) },
    );
  });

  it('shows people’s words literally', () => {
    expect(
      wordsOf(say({ type: 'paragraph', text: ['*a* _b_ `c` ||d|| ~~e~~ [f](https://g.example) <@1> @here <t:1> a@b.org 5:30'] })),
    ).toBe(
      '\n\\*a\\* \\_b\\_ \\`c\\` \\|\\|d\\|\\| \\~\\~e\\~\\~ \\[f\\](https\\://g.example) \\<\u200b@\u200b1> @\u200bhere \\<\u200bt:1> a@b.org 5:30\n',
    );
    expect(wordsOf(say({ type: 'paragraph', text: ['# a\n> b\n- c\n1. d\n2) e\n-# f\n-g'] }))).toBe(
      '\n\\# a\n\\> b\n\\- c\n1\\. d\n2\\) e\n\\-# f\n-g\n',
    );
  });

  it('leaves what people said in its own direction', () => {
    const message: Message = { cards: [{ language: 'ar', blocks: [{ type: 'quote', text: ['We met.\nالتقينا.'] }] }] };
    expect(wordsOf(message)).toBe('\n> We met.\n> التقينا.\n');
  });

  it('closes what turns the direction', () => {
    expect(wordsOf(say({ type: 'quote', text: ['\u202eevil'] }))).toBe('\n> \u202eevil\u202c\n');
  });

  it('mentions members who have an account here, and names the others', () => {
    const text = [
      'Meet ',
      { type: 'mention', member: 7 as MemberId, name: 'Nadia' },
      ' and ',
      { type: 'mention', member: 8 as MemberId, name: '*K*' },
    ] as const;
    const mentions = new Map([[7, account('700000000000000000')]]);
    const [part] = render(say({ type: 'paragraph', text }), mentions);
    expect(part?.allowed_mentions).toEqual({ parse: [], users: ['700000000000000000'] });
    expect(JSON.stringify(part?.components)).toContain('Meet <@700000000000000000> and **\\\\*K\\\\***');
  });

  it('loses nothing of a long text, in several messages', () => {
    const words = Array.from({ length: 2_500 }, (_, index) => `كلمة${index}`);
    const parts = render(say({ type: 'paragraph', text: [words.join(' ')] }), none);
    expect(parts.length).toBeGreaterThan(3);
    const all = parts.map((part) => checkMessage({ ...bodyOf(part) }, [])).join('');
    for (const word of words) expect(all).toContain(word);
  });

  it('never parts a letter from its marks', () => {
    const family = '👨‍👩‍👧‍👦';
    const parts = render(say({ type: 'paragraph', text: [family.repeat(900)] }), none);
    const pieces = parts
      .flatMap((part) =>
        checkMessage({ ...bodyOf(part) }, [])
          .trim()
          .split('\n'),
      )
      .filter((piece) => piece !== '');
    for (const piece of pieces) expect(piece.length % family.length).toBe(0);
  });

  it('refuses what nobody would read', () => {
    expect(() => render(say({ type: 'paragraph', text: ['x'.repeat(500_000)] }), none)).toThrow(DeliveryError);
    expect(() => render({ cards: [] }, none)).toThrow(DeliveryError);
  });

  it('puts what is too long for one message into a file, and keeps its buttons', () => {
    const message = say(
      { type: 'paragraph', text: ['word '.repeat(3_000)] },
      { type: 'actions', controls: [{ type: 'button', action: 'coffee:join:1', label: 'Join' }] },
    );
    const part = renderInOne(message, none);
    const [file] = part.files;
    expect(new TextDecoder().decode(bytesOf(file))).toBe(plainText(message));
    expect(JSON.stringify(part.components)).toContain('coffee:join:1');
  });

  it('numbers a button that stands in each language', () => {
    const cards = (['en', 'ar', 'ckb'] as const).map((language) => ({
      language,
      blocks: [{ type: 'actions' as const, controls: [{ type: 'button' as const, action: 'coffee:join:1', label: 'Join' }] }],
    }));
    const [part] = render({ cards }, none);
    const ids = [...JSON.stringify(part?.components).matchAll(/"custom_id":"([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual(['coffee:join:1', 'coffee:join:1~2', 'coffee:join:1~3']);
  });

  it('aligns a small table, lists one in Arabic, and sends a large one as a file', () => {
    const table = (rows: number, word: string): Block => ({
      type: 'table',
      caption: 'Round',
      columns: [['Name'], ['Score']],
      rows: Array.from({ length: rows }, (_, index) => [[`${word} ${index}`], [`=${index}`]]),
    });
    expect(wordsOf(say(table(2, 'Amal')))).toContain('```\nName    Score\n──────  ─────\nAmal 0  =0\nAmal 1  =1\n```');
    expect(wordsOf(say(table(2, 'أمل')))).toContain('- **أمل 0** – Score: =0');
    // A page of members, of the agenda or of the audit log stands in the message.
    expect(wordsOf(say(table(15, 'أمل')))).toContain('- **أمل 14** – Score: =14');
    const [part] = render(say(table(40, 'أمل')), none);
    expect(part?.files[0]?.name).toBe('Round.csv');
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytesOf(part?.files[0]))).toContain(
      '\ufeff"Name","Score"\r\n"أمل 0","\'=0"',
    );
  });

  it('says a caption once that the heading above says already', () => {
    const table: Block = { type: 'table', caption: 'Coming up', columns: [['Name']], rows: [['أمل']].map((row) => [row]) };
    const heading: Block = { type: 'heading', text: ['Coming up'] };
    expect(wordsOf({ cards: [{ language: 'en', blocks: [heading, table] }] }).match(/Coming up/g)).toHaveLength(1);
    expect(wordsOf({ cards: [{ language: 'en', blocks: [table] }] })).toContain('Coming up');
  });

  it('carries its key invisibly, each part its own', () => {
    const [part] = render(say({ type: 'paragraph', text: ['x'] }), none);
    const components = marked(part?.components ?? [], numbersOf({ key: 'coffee:1', index: 1, total: 3 }));
    expect(partOf({ components }, 'coffee:1')).toEqual({ index: 1, total: 3 });
    expect(partOf({ components }, 'coffee:2')).toBeUndefined();
    expect(nonceOf({ key: 'coffee:1', index: 0 })).toHaveLength(25);
  });

  it.each(['en', 'ar', 'ckb'] as const)('shows a coffee card in %s as it did', async (language) => {
    const parts = render(
      { cards: [sampleCard(language, toInstant(Date.parse('2026-12-06T07:00:00Z')))] },
      new Map([[7, account('700000000000000000')]]),
    );
    await expect(`${JSON.stringify(parts, null, 2)}\n`).toMatchFileSnapshot(`./golden/coffee-card.${language}.txt`);
  });

  it('says what a picture shows to those who don’t see it', () => {
    const bytes = new Uint8Array(3);
    const picture = { alt: 'المواضيع بحسب الشهر، 2026', width: 1350, height: 600 };
    const files = [
      { name: 'months.png', mediaType: 'image/png', bytes, picture },
      { name: 'months.csv', mediaType: 'text/csv', bytes },
    ];
    expect(attachmentEntries(files)).toEqual([
      { id: '0', filename: 'months.png', title: 'months.png', description: picture.alt },
      { id: '1', filename: 'months.csv', title: 'months.csv' },
    ]);
  });

  it('shows a channel’s post in three languages as it did', async () => {
    const cards = (['en', 'ar', 'ckb'] as const).map((language) => sampleCard(language, toInstant(Date.parse('2026-12-06T07:00:00Z'))));
    const parts = render({ cards, files: [{ name: 'تقرير.pdf', mediaType: 'application/pdf', bytes: new Uint8Array(3) }] }, none);
    const shown = parts.map((part) => ({ ...part, files: part.files.map(({ name, mediaType }) => ({ name, mediaType })) }));
    await expect(`${JSON.stringify(shown, null, 2)}\n`).toMatchFileSnapshot('./golden/channel-post.txt');
  });
});
