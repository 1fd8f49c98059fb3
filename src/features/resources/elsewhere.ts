import type { Language } from '../../core/language.js';
import type { Button } from '../../core/message.js';
import type { Context, Searchable } from '../../feature-api/index.js';
import { isNamedSector, languageSought } from './named.js';
import { contextLine, type Piece } from './rules/context-line.js';
import { fits, parseQuery, type Query } from './rules/query.js';
import { foldedText, wordsOf } from './rules/words.js';

/** How many are shown below the resources. */
const SHOWN_MAX = 3;

/** Something that is no resource and has the words. */
export interface Elsewhere {
  readonly title: readonly Piece[];
  readonly kind: string;
  readonly language: Language | undefined;
  /** Absent where the title says it all. */
  readonly context?: readonly Piece[] | undefined;
  readonly button: (label: string) => Button;
}

/** What other features have that answers the search, for members: those with the words in the title first, then the newest. */
export async function searchElsewhere(context: Context, language: Language, text: string): Promise<readonly Elsewhere[]> {
  const query = parseQuery(text);
  // Only resources are of a kind or an organisation.
  if (query.words.length === 0 || query.kind !== undefined || query.organisation.length > 0) return [];
  const found = (await context.features.searchable(context, language)).flatMap((one) => answerOf(one, query) ?? []);
  const named = (one: Elsewhere) => Number(one.title.some(({ found: isFound }) => isFound));
  return found.sort((one, other) => named(other) - named(one)).slice(0, SHOWN_MAX);
}

function answerOf({ title, kind, sectors, texts, button }: Searchable, { words, phrases, sector, language }: Query): Elsewhere | undefined {
  if (sector !== undefined && !sectors.some((code) => isNamedSector(code, sector))) return undefined;
  const read = texts.filter((one) => language === undefined || one.language === languageSought(language));
  const all = new Set([title, ...read.map((one) => one.text)].flatMap(wordsOf));
  if (read.length === 0 || !words.every((wanted) => [...all].some((word) => fits(word, wanted)))) return undefined;
  const folded = [title, ...read.map((one) => one.text)].map(foldedText);
  if (!phrases.every((phrase) => folded.some((each) => each.includes(phrase)))) return undefined;
  const inTitle = contextLine(title, words);
  const isSaid = words.every((wanted) => wordsOf(title).some((word) => fits(word, wanted)));
  const [line] = isSaid
    ? []
    : read.flatMap((one) => ({ pieces: contextLine(one.text, words), language: one.language })).filter(({ pieces }) => pieces);
  return {
    title: inTitle ?? [{ text: title, found: false }],
    kind,
    language: line?.language ?? read[0]?.language,
    context: line?.pieces,
    button,
  };
}
