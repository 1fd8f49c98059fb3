import { LANGUAGES, type Language } from '../../../core/language.js';
import type { Context } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { sectorLabel } from '../../members/public.js';
import { contextLine, type Piece } from '../rules/context-line.js';
import { fits, type Word } from '../rules/query.js';
import { summariesOf, titleIn, titlesOf } from '../rules/title.js';
import { wordsOf } from '../rules/words.js';
import { type FoundPart, resourcesStore } from '../store/index.js';
import type { Edition, Resource, ResourceId } from '../types.js';

/** Where words were found that the title does not have. */
export type FoundIn =
  | { readonly in: 'summary' | 'organisation' | 'sector' | 'kind' }
  | { readonly in: 'file'; readonly place: FoundPart['place']; readonly number: number; readonly language: Language };

export interface Hit {
  readonly resource: Resource;
  readonly editions: readonly Edition[];
  readonly title: readonly Piece[];
  /** Absent where the title says it all. */
  readonly context?: { readonly where: FoundIn; readonly pieces: readonly Piece[] };
}

/** What is shown of these resources, in their order, with a line around the words. */
export async function hitsOf(
  context: Context,
  ids: readonly ResourceId[],
  words: readonly Word[],
  reader: Language,
): Promise<readonly Hit[]> {
  const store = resourcesStore(context.tx);
  const resources = new Map((await store.findMany(ids)).map((resource) => [resource.id, resource]));
  const editions = await store.editionsOf(ids);
  const parts = await store.partsWith(ids, words);
  return ids.flatMap((id) => {
    const resource = resources.get(id);
    if (!resource) return [];
    const titles = titlesOf(resource, reader);
    const says = (title: string) => words.every((wanted) => wordsOf(title).some((word) => fits(word, wanted)));
    // A title in another language is shown if the words are in it.
    const said = titles.find(says);
    const title = said ?? titleIn(resource, reader);
    const own = editions.filter(({ resource: of, replacedAt }) => of === id && replacedAt === null);
    const hit = { resource, editions: own, title: contextLine(title, words) ?? [{ text: title, found: false }] };
    const context = said !== undefined ? undefined : whereOf(resource, parts, words, reader);
    return [{ ...hit, ...(context && { context }) }];
  });
}

function whereOf(resource: Resource, parts: readonly FoundPart[], words: readonly Word[], reader: Language): Hit['context'] {
  const { id } = resource;
  for (const summary of summariesOf(resource, reader)) {
    const pieces = contextLine(summary, words);
    if (pieces) return { where: { in: 'summary' }, pieces };
  }
  for (const { resource: of, place, number, language, body } of parts) {
    const found = of === id ? contextLine(body, words) : undefined;
    if (found) return { where: { in: 'file', place, number, language }, pieces: found };
  }
  for (const { within, label } of labelsOf(resource)) {
    const found = contextLine(label, words);
    if (found) return { where: { in: within }, pieces: found };
  }
  return undefined;
}

/** What a resource is found by besides its own words, in each language. */
function labelsOf({ organisation, sectors, kind }: Resource) {
  return [
    { within: 'organisation' as const, label: organisation },
    ...LANGUAGES.flatMap((language) => [
      ...sectors.map((sector) => ({ within: 'sector' as const, label: sectorLabel(sector, language) })),
      { within: 'kind' as const, label: speaker(language).plain(`resources.kind.${kind}`) },
    ]),
  ];
}
