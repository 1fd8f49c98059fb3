import { toId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import { both } from '../../core/lookup.js';
import type { Context, OnShelf, Subject } from '../../feature-api/index.js';
import { kindText, languagesText } from './cards/labels.js';
import { resourcesControls } from './controls.js';
import { itemKey } from './names.js';
import { fitting, weighedWords } from './rules/fitting.js';
import { linkKey } from './rules/link.js';
import { ranked, type Term } from './rules/score.js';
import { FOR_MEMBERS, ownWord } from './rules/words.js';
import { resourcesStore } from './store/index.js';
import type { Resource, ResourceId } from './types.js';

/** How many resources of each word, and of the sector, are compared with the subject. */
const CANDIDATES_MAX = 50;
/** How many words of the subject are looked for, those of its title first. */
const WORDS_MAX = 12;
/** A shorter word is not also the beginning of others. */
const BEGINNING_MIN = 4;

const property = (word: string): Term => ({ word, isBeginning: false, means: 'property' });

/** The keys of resources for members that fit a subject, the best first, without those that it has already. */
export async function fittingKeys({ tx }: Context, subject: Subject, limit: number): Promise<readonly string[]> {
  const store = resourcesStore(tx);
  const { ofSector, withWords } = await foundBy(tx, subject);
  const links = subject.links.filter((link) => URL.canParse(link)).map(linkKey);
  const [candidates, known] = await tx.find(both(store.candidates([...new Set([...ofSector, ...withWords])]), store.withLinks(links)));
  const left = candidates.filter(({ id }) => !known.has(id));
  const isOfSector = new Set(ofSector);
  return fitting(
    subject,
    left.filter(({ id }) => isOfSector.has(id)),
    left,
    limit,
  ).map(({ id }) => itemKey(id));
}

/** Resources for members of the sector, the newest first, and those that have one of the words, the best of each first. */
async function foundBy(tx: Context['tx'], { texts, sector }: Subject) {
  const words = [...weighedWords(texts).keys()].slice(0, WORDS_MAX);
  const one: readonly Term[] = [
    ...(sector === null ? [] : [property(ownWord('sector', sector))]),
    ...words.map((word): Term => ({ word, isBeginning: word.length >= BEGINNING_MIN, means: 'word' })),
  ];
  const all = property(FOR_MEMBERS);
  const [forMembers = [], ...postings] = await resourcesStore(tx).postingsOf([all, ...one]);
  const found = one.map((term, index) => ({
    term,
    // The index holds the numbers of resources.
    ids: Array.from(ranked([all, term], [forMembers, postings[index] ?? []]).subarray(0, CANDIDATES_MAX), (id) => id as ResourceId),
  }));
  const those = (means: Term['means']) => found.flatMap(({ term, ids }) => (term.means === means ? ids : []));
  return { ofSector: those('property'), withWords: those('word') };
}

/** What every member may see now of the resources with these keys, in the order of the keys. */
export async function standing(context: Context, keys: readonly string[]): Promise<readonly OnShelf[]> {
  const store = resourcesStore(context.tx);
  const ids = keys.flatMap((key) => idOf(key) ?? []);
  if (ids.length === 0) return [];
  const resources = new Map((await store.findMany(ids)).filter(isForMembers).map((resource) => [resource.id, resource]));
  const languages = await store.languagesOf([...resources.keys()]);
  return ids.flatMap((id) => {
    const resource = resources.get(id);
    return resource ? [onShelf(resource, languages.get(id) ?? [])] : [];
  });
}

function idOf(key: string): ResourceId | undefined {
  const number = /:(\d{1,15})$/.exec(key)?.[1] ?? '0';
  return number !== '0' && key === itemKey(Number(number)) ? toId<ResourceId>(number) : undefined;
}

export const isItemKey = (key: string): boolean => idOf(key) !== undefined;

const isForMembers = ({ state, visibility }: Resource): boolean => state === 'approved' && visibility !== 'organisers';

function onShelf(resource: Resource, languages: readonly Language[]): OnShelf {
  const { id, title } = resource;
  return {
    key: itemKey(id),
    title,
    facts: (language) =>
      [
        kindText(resource, language),
        languagesText(
          languages.map((one) => ({ language: one })),
          language,
        ),
      ]
        .filter((part) => part !== '')
        .join(' · '),
    command: `/resources show ${id}`,
    button: (label) => resourcesControls.show.button(label, { id }),
  };
}
