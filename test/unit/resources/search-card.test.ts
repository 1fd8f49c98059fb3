import { expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/core/language.js';
import { searchCard } from '../../../src/features/resources/cards/search.js';
import { withoutDirectionControls } from '../../../src/language/index.js';

it('says of more than are ranked that these are the newest, the best first', () => {
  const result = { text: 'water', hits: [], isMore: true, similar: [], total: 500, page: 0, pages: 84 };
  const headings = LANGUAGES.map((language) => withoutDirectionControls(JSON.stringify(searchCard(result, language).blocks[0])));
  expect(headings[0]).toContain('The newest 500 for “water”, the best first');
  expect(headings[1]).toContain('أحدث');
  expect(headings[2]).toContain('نوێترین');
});
