import { fold, nameKey } from '../../../../core/fold.js';
import { consonantsOf, scriptOf } from './consonants.js';
import type { FilePerson } from './stays.js';

/** Somebody whom a person of a file could be. */
export interface Candidate<Key> {
  readonly key: Key;
  readonly name: string;
  readonly address: string | null;
  readonly registered: boolean;
}

export type Match<Key> =
  | { readonly type: 'certain'; readonly key: Key }
  /** The likeliest first. */
  | { readonly type: 'doubtful'; readonly keys: readonly [Key, ...Key[]] }
  | { readonly type: 'unknown' };

/** Names of fewer consonants have too many others like them. */
const CONSONANTS_MIN = 4;
const ARTICLES = ['kept', 'left-out'] as const;

/** How many people are offered to choose from. */
const ASKED = 10;

/** What a name has in common with itself in the other script. */
interface Sound {
  readonly script: ReturnType<typeof scriptOf>;
  /** With the article, and without it. */
  readonly consonants: readonly string[];
}

interface Folded<Key> extends Candidate<Key> {
  readonly folded: string;
  readonly words: ReadonlySet<string>;
  readonly sound: Sound;
}

/**
 * Finds who people of a file are. Certain is an address that one person has, or a name that one registered person has, unless
 * another address speaks against it. Whoever has the name but did not register, and whoever has a similar name, is asked for, also one
 * in the other script.
 */
export function matcher<Key>(candidates: readonly Candidate<Key>[]): (person: Pick<FilePerson, 'names' | 'addresses'>) => Match<Key> {
  const all: readonly Folded<Key>[] = candidates.map((candidate) => ({
    ...candidate,
    folded: nameKey(candidate.name),
    words: wordsOf(candidate.name),
    sound: soundOf(candidate.name),
  }));
  return ({ names, addresses }) => {
    const [byAddress, ...others] = all.filter(({ address }) => address !== null && addresses.includes(address.toLowerCase()));
    if (byAddress && others.length === 0) return { type: 'certain', key: byAddress.key };
    const folded = new Set(names.map(nameKey));
    const sameName = all.filter((candidate) => folded.has(candidate.folded));
    const [registered, ...more] = sameName.filter((candidate) => candidate.registered);
    const isContradicted = registered?.address != null && addresses.length > 0;
    if (registered && more.length === 0 && !isContradicted) return { type: 'certain', key: registered.key };
    const words = names.map(wordsOf);
    const sounds = names.map(soundOf);
    const likeness = (candidate: Folded<Key>) =>
      Math.max(0, ...words.map((own) => likenessOf(own, candidate)), sounds.some((own) => soundsLike(own, candidate.sound)) ? 1 : 0);
    const rank = (candidate: Folded<Key>) => (folded.has(candidate.folded) ? 100 : likeness(candidate)) + (candidate.registered ? 0.5 : 0);
    const [first, ...rest] = all
      .filter((candidate) => folded.has(candidate.folded) || likeness(candidate) > 0)
      .toSorted((one, other) => rank(other) - rank(one))
      .slice(0, ASKED)
      .map(({ key }) => key);
    return first === undefined ? { type: 'unknown' } : { type: 'doubtful', keys: [first, ...rest] };
  };
}

/** The words of a name, without the Arabic article, which people write or leave out. */
function wordsOf(name: string): ReadonlySet<string> {
  const words = fold(name)
    .replace(/\bal[- ](?=\p{L})/gu, '')
    .split(/[\s.,_-]+/)
    .map((word) => word.replace(/^ال(?=\p{L}{2})/u, ''));
  return new Set(words.filter((word) => [...word].length > 1));
}

/** How many words two names have in common; none unless it is two, or all words of a registered person's shorter name. */
function likenessOf<Key>(words: ReadonlySet<string>, candidate: Folded<Key>): number {
  const common = [...words].filter((word) => candidate.words.has(word)).length;
  if (common >= 2) return common;
  const isPart = common > 0 && common === Math.min(words.size, candidate.words.size);
  return isPart && candidate.registered ? common : 0;
}

function soundOf(name: string): Sound {
  return { script: scriptOf(name), consonants: ARTICLES.map((article) => consonantsOf(name, { article })) };
}

/** Whether a name in the one script has the consonants of a name in the other one, with or without the article. */
function soundsLike(one: Sound, other: Sound): boolean {
  if (one.script === undefined || other.script === undefined || one.script === other.script) return false;
  return one.consonants.some((own, index) => own.length >= CONSONANTS_MIN && own === other.consonants[index]);
}
