import { groupBy } from '../../../kit/group-by.js';
import { BLOCK_SIZE, PLACE, type Posting, raise } from './postings.js';
import type { Word } from './query.js';

/**
 * What is looked up in the index. `word`: has to be there and counts. `organisation`: has to be in the name of the organisation.
 * `property`: has to be there. `language`: that of the reader, in which a resource comes before all that are not in it.
 */
export interface Term extends Word {
  readonly means: 'word' | 'organisation' | 'property' | 'language';
}

/** What a word counts for where it stands, as a whole and as a beginning. Where else it stands is the text of a file. */
const WEIGHTS = { title: [12, 8], organisation: [6, 4], summary: [5, 3] } as const;
const IN_FILE = 1;

/** The worth of a word by where it stands: that of the best place. */
const worths = (at: 0 | 1): Uint8Array =>
  Uint8Array.from({ length: 8 }, (_, places) =>
    Math.max(IN_FILE, ...Object.entries(PLACE).map(([name, place]) => (places & place ? WEIGHTS[name as keyof typeof PLACE][at] : 0))),
  );

const WHOLE = worths(0);
const BEGINNING = worths(1);
const IS_THERE = new Uint8Array(8).fill(1);
const IS_ORGANISATION = Uint8Array.from({ length: 8 }, (_, places) => (places & PLACE.organisation ? 1 : 0));

function valuesOf({ means, word }: Term, posting: Posting): Uint8Array {
  switch (means) {
    case 'word':
      return posting.word === word ? WHOLE : BEGINNING;
    case 'organisation':
      return IS_ORGANISATION;
    case 'property':
    case 'language':
      return IS_THERE;
    default:
      return means satisfies never;
  }
}

/** Scores stay below it: twelve words in the title have 144. */
const TIERS = 256;

/**
 * The numbers of all resources that have what has to be there, the best first: those in the reader's language, then by the sum of
 * what each word counts for, then the newest.
 *
 * @param postings A list for each term.
 */
export function ranked(terms: readonly Term[], postings: readonly (readonly Posting[])[]): Uint32Array {
  const lists = terms.map((term, index) => ({ term, blocks: groupBy(postings[index] ?? [], ({ block }) => block) }));
  const blocks = [...(lists.find(({ term }) => term.means !== 'language')?.blocks.keys() ?? [])].sort((one, other) => other - one);
  return inOrder(blocks.flatMap((block) => tiersOf(lists, block) ?? []));
}

interface List {
  readonly term: Term;
  readonly blocks: ReadonlyMap<number, readonly Posting[]>;
}

/** How good each resource of a block is, with a tier of its language and score; 0 is for those where something is missing. */
interface Tiers {
  readonly block: number;
  readonly tiers: Uint16Array;
}

function tiersOf(lists: readonly List[], block: number): Tiers | undefined {
  // Each score is one point higher than its worth, so that 0 stands for a resource in which something is missing.
  const tiers = new Uint16Array(BLOCK_SIZE).fill(1);
  const values = new Uint8Array(BLOCK_SIZE);
  const inLanguage = new Uint8Array(BLOCK_SIZE);
  for (const { term, blocks } of lists) {
    const postings = blocks.get(block);
    const isLanguage = term.means === 'language';
    if (!isLanguage && !postings) return undefined;
    for (const posting of postings ?? []) raise(isLanguage ? inLanguage : values, posting.entries, valuesOf(term, posting));
    if (isLanguage) continue;
    addValues(tiers, values, term.means === 'word' ? 1 : 0);
    values.fill(0);
  }
  for (let at = 0; at < BLOCK_SIZE; at += 1) if (inLanguage[at] && tiers[at]) tiers[at] = (tiers[at] ?? 0) + TIERS;
  return { block, tiers };
}

function addValues(tiers: Uint16Array, values: Uint8Array, factor: 0 | 1): void {
  for (let at = 0; at < BLOCK_SIZE; at += 1) {
    const tier = tiers[at] ?? 0;
    const value = values[at] ?? 0;
    tiers[at] = tier === 0 || value === 0 ? 0 : tier + value * factor;
  }
}

/** Numbers by their tier, the highest first, and from the last to the first of the blocks. Counted, since sorting takes longer. */
function inOrder(blocks: readonly Tiers[]): Uint32Array {
  const counts = new Uint32Array(2 * TIERS);
  for (const { tiers } of blocks) for (let at = 0; at < BLOCK_SIZE; at += 1) counts[tiers[at] ?? 0] = (counts[tiers[at] ?? 0] ?? 0) + 1;
  const next = new Uint32Array(2 * TIERS);
  let total = 0;
  for (let tier = 2 * TIERS - 1; tier > 0; tier -= 1) {
    next[tier] = total;
    total += counts[tier] ?? 0;
  }
  const order = new Uint32Array(total);
  for (const { block, tiers } of blocks) {
    for (let at = BLOCK_SIZE - 1; at >= 0; at -= 1) {
      const tier = tiers[at] ?? 0;
      if (tier === 0) continue;
      const to = next[tier] ?? 0;
      order[to] = block * BLOCK_SIZE + at;
      next[tier] = to + 1;
    }
  }
  return order;
}
