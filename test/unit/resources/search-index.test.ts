import { describe, expect, it } from 'vitest';
import { changedWords, type Indexed } from '../../../src/features/resources/rules/indexed.js';
import { BLOCK_SIZE, blockOf, changedEntries, PLACE, type Posting } from '../../../src/features/resources/rules/postings.js';
import { ranked, type Term } from '../../../src/features/resources/rules/score.js';
import { seededRandom } from '../../../src/kit/random.js';

/** Rows of the index, as the store keeps them. */
function createIndex() {
  const rows = new Map<string, Posting>();
  const kept = new Map<number, Indexed>();
  return {
    rows,
    change(id: number, now: Indexed | undefined) {
      for (const [word, places] of changedWords(kept.get(id), now)) {
        const [key, block] = [`${word} ${blockOf(id)}`, blockOf(id)];
        const entries = changedEntries(rows.get(key)?.entries ?? new Uint8Array(), id, places);
        if (entries.length === 0) rows.delete(key);
        else rows.set(key, { word, block, entries });
      }
      if (now) kept.set(id, now);
      else kept.delete(id);
    },
    search(terms: readonly Term[]) {
      const fits = ({ word, isBeginning }: Term, one: string) => (isBeginning ? one.startsWith(word) : one === word);
      const postings = terms.map((term) => [...rows.values()].filter(({ word }) => fits(term, word)));
      return Array.from(ranked(terms, postings));
    },
    /** The same by the rule itself, resource by resource. */
    searchOneByOne(terms: readonly Term[]) {
      const found = [...kept].flatMap(([id, resource]) => {
        const scored = terms.map((term) => ({ term, score: worth(resource, term) }));
        if (scored.some(({ term, score }) => term.means !== 'language' && score === 0)) return [];
        const sum = scored.reduce((total, { term, score }) => total + (term.means === 'word' ? score : 0), 0);
        return [{ id, sum, own: scored.some(({ term, score }) => term.means === 'language' && score > 0) }];
      });
      found.sort((one, other) => Number(other.own) - Number(one.own) || other.sum - one.sum || other.id - one.id);
      return found.map(({ id }) => id);
    },
  };
}

function worth(resource: Indexed, { word, isBeginning, means }: Term): number {
  const in_ = (text: string, whole: number, beginning: number) => {
    const words = text.trim().split(' ');
    if (words.includes(word)) return whole;
    return isBeginning && words.some((one) => one.startsWith(word)) ? beginning : 0;
  };
  if (means === 'organisation') return in_(resource.organisation, 1, 1);
  if (means !== 'word') return in_(resource.words, 1, 1);
  return Math.max(in_(resource.title, 12, 8), in_(resource.organisation, 6, 4), in_(resource.summary, 5, 3), in_(resource.words, 1, 1));
}

const VOCABULARY = ['water', 'wat', 'waters', 'guide', 'guides', 'referral', 'refer', 'احاله', 'احالات', 'ماء'];

describe('the index of the search', () => {
  it('ranks as each resource by itself would be ranked, whatever was added, changed and removed', () => {
    const draw = seededRandom(7);
    const pick = <T>(of: readonly T[]): T => of[draw(of.length)] as T;
    const some = (most: number) => Array.from({ length: draw(most + 1) }, () => pick(VOCABULARY));
    const index = createIndex();
    for (let step = 0; step < 1500; step += 1) {
      // Numbers of two blocks, near and far from their ends.
      const id = pick([1 + draw(40), BLOCK_SIZE - 5 + draw(10), BLOCK_SIZE + 300 + draw(20)]);
      const [title, organisation, summary, body] = [some(2), some(1), some(2), some(4)];
      const properties = [...(draw(2) ? ['lang-en'] : []), ...(draw(2) ? ['for-all'] : [])];
      const text = (words: readonly string[]) => ` ${words.join(' ')} `;
      const words = [...new Set([...title, ...organisation, ...summary, ...body, ...properties])].join(' ');
      const made = { title: text(title), organisation: text(organisation), summary: text(summary), words };
      index.change(id, draw(5) === 0 ? undefined : made);
      if (step % 10 > 0) continue;
      const term = (means: Term['means'], word: string, isBeginning = false): Term => ({ means, word, isBeginning });
      const terms = [
        ...Array.from({ length: draw(3) }, () => term('word', pick(VOCABULARY), draw(2) === 0)),
        ...(draw(4) === 0 ? [term('organisation', pick(VOCABULARY))] : []),
        term('property', 'for-all'),
        term('language', 'lang-en'),
      ];
      expect(index.search(terms), JSON.stringify(terms)).toEqual(index.searchOneByOne(terms));
    }
  });

  it('keeps words that many have as it keeps rare ones, and nothing of words that nobody has any more', () => {
    const index = createIndex();
    const common = { title: ' water ', organisation: ' ', summary: ' ', words: 'water guide' };
    const ids = Array.from({ length: BLOCK_SIZE - 1 }, (_, at) => at + 1);
    for (const id of ids.filter((one) => one % 3 > 0)) index.change(id, common);
    const terms: readonly Term[] = [{ means: 'word', word: 'water', isBeginning: false }];
    expect(index.search(terms)).toEqual(ids.filter((id) => id % 3 > 0).reverse());
    expect([...index.rows.values()].map(({ entries }) => entries.length)).toEqual([BLOCK_SIZE / 2, BLOCK_SIZE / 2]);
    for (const id of ids) if (id !== 7) index.change(id, undefined);
    expect(index.search(terms)).toEqual([7]);
    expect(index.rows.get('water 0')?.entries).toEqual(Uint8Array.of(((7 << 3) | PLACE.title) & 255, 0));
    index.change(7, undefined);
    expect(index.rows.size).toBe(0);
  });

  it('has every resource in the reader’s language before the others', () => {
    const index = createIndex();
    const resource = (title: string, words: string): Indexed => ({ title: ` ${title} `, organisation: ' ', summary: ' ', words });
    index.change(1, resource('notes', 'notes water lang-ar'));
    index.change(2, resource('water', 'water lang-en'));
    index.change(3, resource('water', 'water lang-en lang-ar'));
    const terms: readonly Term[] = [
      { means: 'word', word: 'water', isBeginning: true },
      { means: 'language', word: 'lang-ar', isBeginning: false },
    ];
    expect(index.search(terms)).toEqual([3, 1, 2]);
  });
});
