import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareTitles, nearlySameTitle, similarWords } from '../../../src/features/resources/rules/similar.js';

const titles = fc.array(
  fc.array(fc.constantFrom('water', 'rivers', 'guide', 'budget', 'the', 'والمياه', '…'), { maxLength: 5 }).map((words) => words.join(' ')),
  { maxLength: 30 },
);

it('finds of many titles the one that is found by comparing each', () => {
  fc.assert(
    fc.property(titles, titles, (known, wanted) => {
      const compared = compareTitles(known);
      const all = [...known];
      for (const title of wanted) {
        const [first] = nearlySameTitle(
          title,
          all.map((each) => ({ title: each })),
          1,
        );
        expect(compared.nearest(title)).toBe(first?.title);
        compared.add(title);
        all.push(title);
      }
    }),
  );
});

it('compares more titles than it has room for at first', () => {
  const compared = compareTitles(Array.from({ length: 3000 }, (_, at) => `guide number${at}`));
  expect([compared.nearest('Guide number2999'), compared.nearest('a poem')]).toEqual(['guide number2999', undefined]);
});

it('offers nothing like a word that is almost any other, such as an operator', () => {
  const known = new Set(['for', 'of', 'hotline', 'نوع']);
  expect(similarWords('or', known, 3)).toEqual([]);
  expect(similarWords('hotlin', known, 3)).toEqual(['hotline']);
  expect(similarWords('نوح', known, 3)).toEqual(['نوع']);
});
