import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/core/language.js';
import { speaker } from '../../../src/language/index.js';
import { STORE_KEYS } from '../../../src/store/errors.js';

// The store may not import the catalogues, so nothing but this test ties its keys to them.
describe('what the store says of a database', () => {
  it.each(STORE_KEYS)('%s is in every catalogue', (key) => {
    const values = { file: 'mudhif.db', version: '0009', newest: '0010', reference: 'R', name: 'River House' };
    for (const language of LANGUAGES) expect(speaker(language).phrase({ key, values })).not.toEqual([]);
  });
});
