import { actions, heading, note, paragraph, quote } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Card } from '../../../core/message.js';
import type { Inline, Text } from '../../../core/text.js';
import { pageBlocks } from '../../../feature-api/index.js';
import { cardIn, formatList, speaker } from '../../../language/index.js';
import { resourcesControls as controls } from '../controls.js';
import type { Elsewhere } from '../elsewhere.js';
import { exportingControls as exporting } from '../exporting/controls.js';
import { requestControls } from '../requests/controls.js';
import type { Piece } from '../rules/context-line.js';
import { SEARCH_MAX, WITH_PHRASE_MAX } from '../rules/query.js';
import type { FoundIn, Hit, SearchResult } from '../search.js';
import { encodeSearch } from '../search-id.js';
import { kindText, languagesText, optionOf } from './labels.js';

/** A page of what was found: the words that were asked for stand out in the original. */
export function searchCard(result: SearchResult, language: Language, elsewhere: readonly Elsewhere[] = []): Card {
  const { text, hits, total, page, pages, isMore } = result;
  return cardIn(language, (say) => [
    heading(headingText(text, total, elsewhere.length > 0, language)),
    ...(total === 0 && elsewhere.length === 0 ? noneBlocks(result, language) : []),
    isMore && note(say('resources-search.phrase-many', { count: WITH_PHRASE_MAX })),
    ...hits.flatMap((hit) => hitBlocks(hit, language)),
    hits.length > 0 &&
      actions(
        controls.show.menu(
          { label: say.plain('resources.open'), options: hits.map(({ resource }) => optionOf(resource, language)) },
          { id: undefined },
        ),
      ),
    hits.length > 0 && actions(exporting.take.button(say.plain('resources-export.button'), { id: text.slice(0, SEARCH_MAX) })),
    ...pageBlocks({ page, pages }, language, (label, to) => controls.search.button(label, { id: encodeSearch({ page: to, text }) })),
    elsewhere.length > 0 && total > 0 && paragraph([{ type: 'bold', text: say.plain('resources-search.elsewhere') }]),
    ...elsewhere.flatMap((one) => elsewhereBlocks(one, language)),
    ...(total === 0 && elsewhere.length > 0 ? wayOn(result, language) : []),
  ]);
}

function headingText(words: string, count: number, isElsewhere: boolean, language: Language): Text {
  const say = speaker(language);
  if (count === 0 && isElsewhere) return say('resources-search.elsewhere-only', { words });
  return say('resources-search.title', { count, words });
}

/** Something that is no resource, with where its words are. */
function elsewhereBlocks({ title, kind, language: written, context, button }: Elsewhere, language: Language): readonly Block[] {
  const say = speaker(language);
  return [
    paragraph(marked(title)),
    note([written === undefined ? kind : `${kind} · ${say.plain(`common.language.${written}`)}`]),
    ...(context ? [quote(marked(context))] : []),
    actions(button(say.plain('resources-search.read'))),
  ];
}

function noneBlocks(result: SearchResult, language: Language): readonly Block[] {
  const { text, unknown } = result;
  const say = speaker(language);
  return [
    unknown.length === 0
      ? paragraph(say(asksForWords(text) ? 'resources-search.none' : 'resources-search.nothing-asked'))
      : unknownParagraph(unknown, language),
    ...wayOn(result, language),
  ];
}

const asksForWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text.replace(/\b(?:sector|lang|kind|org):/gi, ''));

/** Which sector, kind or language there is none of. */
function unknownParagraph(unknown: readonly string[], language: Language): Block {
  const say = speaker(language);
  const quoted = unknown.map((word) => say.plain('resources-search.quoted', { word }));
  return paragraph(say('resources-search.unknown', { names: formatList(quoted, language) }));
}

/** What to try where no resource was found. */
function wayOn({ text, similar }: SearchResult, language: Language): readonly Block[] {
  const say = speaker(language);
  return [
    ...(similar.length === 0
      ? []
      : [
          paragraph(say('resources-search.similar')),
          actions(...similar.map((word) => controls.search.button(word, { id: encodeSearch({ page: 0, text: word }) }))),
        ]),
    note(say('resources-search.help')),
    actions(
      ...(asksForWords(text)
        ? [requestControls.request.button(say.plain('resources-request.button.request'), { id: requestedWords(text) })]
        : []),
      controls.add.button(say.plain('resources.button.add')),
    ),
  ];
}

/** What was looked for, as words to ask with: without filters and quotes, as far as a button's id has room. */
function requestedWords(text: string): string | undefined {
  const words = text
    .replace(/\b(?:sector|lang|kind|org):(?:"[^"]*"|\S*)/gi, ' ')
    .replaceAll('"', ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words === '' || words === '0' ? undefined : words;
}

function hitBlocks({ resource, editions, title, context }: Hit, language: Language): readonly Block[] {
  const say = speaker(language);
  const line = [kindText(resource, language), languagesText(editions, language)].filter((part) => part !== '').join(' · ');
  const scanned = editions.some(({ reading }) => reading === 'scanned');
  return [
    paragraph(marked(title)),
    note([line]),
    ...(context ? [note(whereText(context.where, language)), { type: 'quote' as const, text: marked(context.pieces) }] : []),
    ...(scanned ? [note(say('resources-search.scanned'))] : []),
  ];
}

/** The words that were found, in bold. */
function marked(pieces: readonly Piece[]): Text {
  return pieces.map(({ text, found }): Inline => (found ? { type: 'bold', text } : text));
}

function whereText(where: FoundIn, language: Language): Text {
  const say = speaker(language);
  if (where.in !== 'file') return say(`resources-search.in.${where.in}`);
  const { place, number } = where;
  return say(`resources-search.in.${place}`, { number, language: say.plain(`common.language.${where.language}`) });
}
