import { expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/core/language.js';
import { searchCard } from '../../../src/features/resources/cards/search.js';
import { withoutDirectionControls } from '../../../src/language/index.js';

it('says of a phrase whose words many have that it was looked for in the best of them', () => {
  const result = { text: '"safe water"', hits: [], isMore: true, similar: [], unknown: [], total: 3, page: 0, pages: 1 };
  const notes = LANGUAGES.map((language) => withoutDirectionControls(JSON.stringify(searchCard(result, language).blocks[1])));
  expect(notes[0]).toContain('in the 500 best matches only');
  expect(notes[1]).toContain('أنسب 500');
  expect(notes[2]).toContain('500 باشترین');
});
