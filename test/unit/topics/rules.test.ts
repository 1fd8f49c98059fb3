import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAddress } from '../../../src/core/address.js';
import { contentWords } from '../../../src/core/content-words.js';
import { after, DAY, toInstant } from '../../../src/core/time.js';
import { tidyLines } from '../../../src/features/topics/proposals/text.js';
import { shownFacilitators, shownSupport } from '../../../src/features/topics/rules/counts.js';
import { refusalOf } from '../../../src/features/topics/rules/limits.js';
import { decodeListQuery, encodeListQuery, SEARCH_MAX } from '../../../src/features/topics/rules/list-query.js';
import { similarTo } from '../../../src/features/topics/rules/similar.js';
import { cutTitle } from '../../../src/features/topics/rules/title.js';

const text = (title: string, question = '') => ({ title, question });

describe('similar proposals', () => {
  const earlier = [
    text('Safe spaces for women in rural areas', 'Who has opened one, and how was it paid for?'),
    text('Writing proposals for donors', 'What do reviewers look for?'),
    text('المساحات الآمنة للنساء في القرى', 'من فتح واحدة، وكيف موّلها؟'),
    text('كتابة المقترحات للمانحين', 'ماذا يبحث عنه المقيّمون؟'),
    text('شوێنی ئارام بۆ ژنان لە گوندەکان', 'کێ یەکێکی کردووەتەوە؟'),
    text('ئاوی پاک لە قوتابخانەکاندا', 'چۆن چاودێریی دەکەین؟'),
  ];
  const found = (title: string, question?: string) => similarTo(text(title, question), earlier, 3).map((one) => one.title);

  it.each([
    ['How do we pay for a safe space for rural women?', 'Safe spaces for women in rural areas'],
    ['مساحات آمنه للنساء', 'المساحات الآمنة للنساء في القرى'],
    ['شوێنی ئارامی ژنان', 'شوێنی ئارام بۆ ژنان لە گوندەکان'],
    ['ئاوى پاك بۆ قوتابخانه', 'ئاوی پاک لە قوتابخانەکاندا'],
  ])('are found by the words that they share: %s', (title, expected) => {
    expect(found(title)).toEqual([expected]);
  });

  it.each(['Funding for small networks', 'تغيّر المناخ والأهوار', 'یاسای توندوتیژیی خێزانی'])(
    'leave out what is about something else: %s',
    (title) => {
      expect(found(title, 'How do you do it, and who pays?')).toEqual([]);
    },
  );

  it('are found by the question where the titles differ', () => {
    expect(found('A place to talk', 'Who opened safe spaces for women in rural areas, and how was it paid?')).toEqual([earlier[0]?.title]);
  });

  it('put the most alike first, and no more than asked for', () => {
    const others = [text('Clean water in schools'), text('Clean water'), text('Clean water at school now')];
    expect(similarTo(text('Clean water'), others, 2).map(({ title }) => title)).toHaveLength(2);
  });

  it('ignore words that say nothing', () => {
    expect([...contentWords('How can we do this with them?')]).toEqual([]);
    expect(similarTo(text('?!'), earlier, 3)).toEqual([]);
  });
});

describe('a title', () => {
  it('is cut after a whole word, and left alone where it fits', () => {
    expect(cutTitle('Safe spaces for women', 40)).toBe('Safe spaces for women');
    expect(cutTitle('Safe spaces, for women in rural areas', 15)).toBe('Safe spaces…');
    expect([...cutTitle('ق'.repeat(200), 40)]).toHaveLength(40);
    expect(cutTitle('المساحات الآمنة للنساء في القرى البعيدة', 25)).toBe('المساحات الآمنة للنساء…');
  });
});

describe('how many proposals a person sends', () => {
  const now = toInstant(Date.parse('2026-12-01T09:00:00Z'));
  const limits = { perMonth: 3, allowAnonymous: true, anonymousPerMonth: 1 };
  const sent = (...ages: readonly (readonly [days: number, anonymous: boolean])[]) =>
    ages.map(([days, anonymous]) => ({ proposedAt: after(now, -days * DAY), anonymous }));

  it('is limited, and tells when the next one can follow', () => {
    expect(refusalOf(sent([20, false], [10, false]), limits, false)).toBeUndefined();
    expect(refusalOf(sent([20, false], [10, true], [1, false]), limits, false)).toEqual({
      type: 'many',
      most: 3,
      from: after(now, 10 * DAY),
    });
    // A lower limit than before: the next one follows once fewer are left than it allows.
    expect(refusalOf(sent([20, false], [10, false]), { ...limits, perMonth: 1 }, false)).toMatchObject({ from: after(now, 20 * DAY) });
  });

  it('is limited more strictly without a name', () => {
    expect(refusalOf(sent([2, true]), limits, true)).toEqual({ type: 'many-anonymous', most: 1, from: after(now, 28 * DAY) });
    expect(refusalOf(sent([2, true]), limits, false)).toBeUndefined();
    expect(refusalOf([], { ...limits, allowAnonymous: false }, true)).toEqual({ type: 'not-allowed' });
  });
});

describe('the support that is shown', () => {
  it('is exact for a proposal with a name', () => {
    expect(shownSupport({ supporters: 1, organisations: 1, unnamed: 0, joined: true })).toEqual({
      type: 'exact',
      supporters: 1,
      organisations: 1,
    });
    expect(shownSupport({ supporters: 0, organisations: 0, unnamed: 0, joined: false })).toEqual({ type: 'none' });
    expect(shownFacilitators({ facilitators: 1, unnamed: 0, joined: true })).toBe(1);
  });

  it('tells no number below five without one', () => {
    for (const supporters of [0, 1, 4])
      expect(shownSupport({ supporters, organisations: 1, unnamed: 1, joined: false })).toEqual({ type: 'few' });
    expect(shownSupport({ supporters: 6, organisations: 4, unnamed: 1, joined: false })).toEqual({ type: 'supporters', supporters: 6 });
    expect(shownSupport({ supporters: 6, organisations: 5, unnamed: 1, joined: false })).toEqual({
      type: 'exact',
      supporters: 6,
      organisations: 5,
    });
    expect(shownFacilitators({ facilitators: 4, unnamed: 1, joined: false })).toBeUndefined();
  });

  it('of a merged proposal lets nobody who knows one part conclude anything about a part without a name', () => {
    const members = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 12 });
    const sum = (...parts: readonly (readonly number[])[]) => {
      const all = new Set(parts.flat());
      // Three members each come from one organisation.
      return { supporters: all.size, organisations: new Set([...all].map((each) => each % 10)).size, facilitators: all.size };
    };
    fc.assert(
      fc.property(members, members, members, fc.integer({ min: 1, max: 3 }), (known, hidden, other, unnamed) => {
        const shown = (secret: readonly number[]) => {
          const merged = { ...sum(known, secret), unnamed, joined: true };
          return [shownSupport(merged), shownFacilitators(merged)];
        };
        expect(shown(hidden)).toEqual(shown(other));
      }),
    );
  });
});

describe('what people type', () => {
  it.each([
    ['https://example.org/guide', 'https://example.org/guide'],
    ['example.org/a?b=1', 'https://example.org/a?b=1'],
    ['http://example.org', 'http://example.org/'],
  ])('%s is an address', (typed, address) => expect(readAddress(typed)).toBe(address));

  it.each(['a guide', 'javascript:alert(1)', 'ftp://example.org/x', 'localhost', 'https://user:word@example.org/', 'https://'])(
    '%s is none',
    (typed) => expect(readAddress(typed)).toBeUndefined(),
  );

  it('loses marks of direction and invisible letters, not its lines', () => {
    expect(tidyLines('\u202Eone\u202C\r\ntwo\n\n\n\nthree\u200B \u0007')).toBe('one\ntwo\n\nthree');
  });

  it('is found again in the id of a page', () => {
    const words = '~'.repeat(SEARCH_MAX);
    expect(decodeListQuery(encodeListQuery({ page: 3, words }))).toEqual({ page: 3, words });
    expect(decodeListQuery('x')).toEqual({ page: 0 });
  });
});
