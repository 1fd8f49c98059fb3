import { describe, expect, it } from 'vitest';
import { createWords, type Word } from '../../../adapters/web/page/words.js';
import { LANGUAGES } from '../../../src/core/language.js';
import { plain } from '../../../src/core/text.js';
import { catalogues } from '../../../src/language/catalogues/index.js';
import { type MessageKey, speaker } from '../../../src/language/index.js';

const VALUES = {
  count: 3,
  people: 'Ali',
  name: 'Zainab',
  place: 'general',
  max: 5,
  length: 7,
  what: 'x',
  date: 'y',
  replies: 'r',
  weekday: 'w',
  day: 1,
  month: 'm',
  year: '2026',
  size: 4,
  unit: 'kb',
  share: 40,
};

describe('the page speaks', () => {
  it('every text as the server does, in each language', () => {
    for (const language of LANGUAGES) {
      const words = createWords(language);
      const say = speaker(language);
      for (const key of Object.keys(catalogues[language].web) as Word[]) {
        const full: MessageKey = `web.${key}`;
        expect(words(key, VALUES), `${language} ${key}`).toBe(plain(say.phrase({ key: full, values: VALUES })));
      }
    }
  });

  it('all six Arabic plurals', () => {
    const words = createWords('ar');
    const forms = [0, 1, 2, 3, 11, 100].map((count) => words('replies', { count }));
    expect(forms).toEqual(['لا ردود', 'رد واحد', 'ردّان', '3 ردود', '11 ردًّا', '100 رد']);
  });

  it('labels without direction isolates', () => {
    expect(createWords('en')('write-to', { place: 'general' })).toBe('Write to \u2068general\u2069');
    expect(createWords('en').label('write-to', { place: 'general' })).toBe('Write to general');
  });
});
