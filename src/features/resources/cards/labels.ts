import type { Language } from '../../../core/language.js';
import type { Block, Choice } from '../../../core/message.js';
import { formatList, formatLocalDate, speaker } from '../../../language/index.js';
import { asLabel, sectorLabel } from '../../members/public.js';
import { MB } from '../rules/limits.js';
import { titleIn } from '../rules/title.js';
import type { Edition, Resource } from '../types.js';

/** How large a file is, as people say it: what they pay for on a slow connection. */
export function sizeText(bytes: number, language: Language): string {
  const say = speaker(language);
  if (bytes < MB / 10) return say.plain('resources.size.kb', { size: Math.max(1, Math.ceil(bytes / 1024)) });
  return say.plain('resources.size.mb', { size: Math.ceil((bytes / MB) * 10) / 10 });
}

/** A title as a heading can hold it. */
export const shortTitle = (title: string): string => asLabel(title);

/** In which languages there is one, the reader's first. */
export function languagesText(editions: readonly Pick<Edition, 'language'>[], language: Language): string {
  const known = [...new Set(editions.map((edition) => edition.language))].sort(
    (one, other) => Number(other === language) - Number(one === language),
  );
  return formatList(
    known.map((code) => speaker(language).plain(`common.language.${code}`)),
    language,
  );
}

export function kindText({ kind, sectors }: Pick<Resource, 'kind' | 'sectors'>, language: Language): string {
  return [speaker(language).plain(`resources.kind.${kind}`), ...sectors.map((sector) => sectorLabel(sector, language))].join(' · ');
}

/** What is known of a resource beside its words. */
export function factsOf(resource: Resource, language: Language): readonly { readonly label: string; readonly value: string }[] {
  const say = speaker(language);
  const { organisation, publishedOn, sharing } = resource;
  return [
    { label: say.plain('resources.fact.kind'), value: kindText(resource, language) },
    ...(organisation === '' ? [] : [{ label: say.plain('resources.fact.organisation'), value: organisation }]),
    ...(publishedOn === null
      ? []
      : [{ label: say.plain('resources.fact.published'), value: formatLocalDate(publishedOn, language, 'short-date') }]),
    ...(sharing === 'unknown' ? [] : [{ label: say.plain('resources.fact.sharing'), value: say.plain(`resources.sharing.${sharing}`) }]),
  ];
}

/** The same on a card, with who else sees it. */
export function factsBlock(resource: Resource, language: Language): Block {
  const say = speaker(language);
  const { visibility } = resource;
  const seen = { label: say.plain('resources.fact.visibility'), value: say.plain(`resources.visibility.${visibility}`) };
  const facts = [...factsOf(resource, language), ...(visibility === 'members' ? [] : [seen])];
  return { type: 'facts', items: facts.map(({ label, value }) => ({ label: [label], value: [value] })) };
}

/** The editions that are links, each under its language; `undefined` if there is none. */
export function linksBlock(editions: readonly Pick<Edition, 'language' | 'link'>[], language: Language): Block | undefined {
  const say = speaker(language);
  const items = editions.flatMap(({ link, language: written }) =>
    link === null ? [] : [{ label: [say.plain(`common.language.${written}`)], value: [{ type: 'link', url: link, label: link } as const] }],
  );
  return items.length === 0 ? undefined : { type: 'facts', items };
}

/** A resource as an option of a menu. */
export function optionOf(resource: Pick<Resource, 'id' | 'title' | 'titles' | 'kind' | 'sectors'>, language: Language): Choice {
  return { value: String(resource.id), label: asLabel(titleIn(resource, language)), description: asLabel(kindText(resource, language)) };
}
