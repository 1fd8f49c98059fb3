import { actions, card, heading, note, paragraph, quote } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { pageBlocks } from '../../../../feature-api/index.js';
import { pageOf } from '../../../../kit/paging.js';
import { cardIn, speaker } from '../../../../language/index.js';
import { asLabel } from '../../../members/public.js';
import { kindText, optionOf, shortTitle } from '../../cards/labels.js';
import { resourcesControls } from '../../controls.js';
import { titleIn } from '../../rules/title.js';
import type { Collection, CollectionId, Resource } from '../../types.js';
import { collectingControls as controls } from '../controls.js';
import type { CollectionView } from '../find.js';

/** What an option menu holds on every platform. */
const OPTIONS_MAX = 25;

/** A collection with a page of its resources in their order. `lead` is said first. */
export function collectionCard(view: CollectionView, page: number, language: Language, lead?: Text): Card {
  const { collection, resources, organiser, address } = view;
  const { id, version, title, summary, visibility } = collection;
  const short = shortTitle(title);
  const { shown, ...numbers } = pageOf(resources, page, OPTIONS_MAX);
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading([short]),
    short !== title && quote([title]),
    quote([summary]),
    visibility !== 'members' && note(say(visibility === 'public' ? 'resources-collections.public' : 'resources-collections.organisers')),
    resources.length === 0 && paragraph(say('resources-collections.empty')),
    resources.length > 0 && {
      type: 'facts',
      items: shown.map((resource, index) => ({
        label: [`${numbers.page * OPTIONS_MAX + index + 1}. ${shortTitle(titleIn(resource, language))}`],
        value: [kindText(resource, language)],
      })),
    },
    shown.length > 0 &&
      actions(
        resourcesControls.show.menu(
          { label: say.plain('resources.open'), options: shown.map((resource) => optionOf(resource, language)) },
          { id: undefined },
        ),
      ),
    ...pageBlocks(numbers, language, (label, to) => controls.collection.button(label, { id: { of: id, page: to } })),
    address !== undefined && actions({ type: 'link-button', url: address, label: say.plain('resources.button.page') }),
    organiser &&
      actions(
        controls['edit-collection'].button(say.plain('resources-collections.button.edit'), { id: { id, version } }),
        controls['remove-collection'].button(say.plain('resources-collections.button.remove'), { id }),
      ),
    actions(controls.collections.button(say.plain('resources-collections.button.all'), { id: 0 })),
  ]);
}

/** What a reader sees of all collections that they may see, the newest last. */
export interface Collections {
  readonly collections: readonly Collection[];
  readonly sizes: ReadonlyMap<CollectionId, number>;
  readonly organiser: boolean;
  readonly page: number;
}

/** A page of them, the newest first. */
export function collectionsCard({ collections, sizes, organiser, page }: Collections, language: Language, lead?: Text): Card {
  const say = speaker(language);
  const { shown, ...numbers } = pageOf(collections.toReversed(), page, OPTIONS_MAX);
  const count = ({ id }: Collection) => say.plain('resources-collections.count', { count: sizes.get(id) ?? 0 });
  return card(
    language,
    lead && paragraph(lead),
    heading(say('resources-collections.title')),
    shown.length === 0 && paragraph(say('resources-collections.none')),
    shown.length > 0 && {
      type: 'facts',
      items: shown.map((one) => ({ label: [shortTitle(one.title)], value: [count(one)] })),
    },
    shown.length > 0 && actions(menuOf(shown, say.plain('resources-collections.open'))),
    ...pageBlocks(numbers, language, (label, to) => controls.collections.button(label, { id: to })),
    organiser && actions(controls['new-collection'].button(say.plain('resources-collections.button.new'))),
  );
}

const menuOf = (collections: readonly Collection[], label: string) =>
  controls.collection.menu(
    { label, options: collections.map(({ id, title }) => ({ value: String(id), label: asLabel(title) })) },
    { id: { of: undefined, page: 0 } },
  );

/** Into which collection a resource goes: a page of them, the newest first. */
export function collectCard(
  resource: Pick<Resource, 'id' | 'title' | 'titles'>,
  collections: readonly Collection[],
  page: number,
  language: Language,
): Card {
  const { shown, ...numbers } = pageOf(collections.toReversed(), page, OPTIONS_MAX);
  const options = shown.map((one) => ({ value: String(one.id), label: asLabel(one.title) }));
  return cardIn(language, (say) => [
    paragraph(say('resources-collections.which')),
    quote([titleIn(resource, language)]),
    options.length === 0 && paragraph(say('resources-collections.none')),
    options.length > 0 &&
      actions(controls.collect.menu({ label: say.plain('resources-collections.choose'), options }, { id: { of: resource.id, page: 0 } })),
    ...pageBlocks(numbers, language, (label, to) => controls.collect.button(label, { id: { of: resource.id, page: to } })),
    actions(controls['new-collection'].button(say.plain('resources-collections.button.new'))),
  ]);
}

/** Asks before a collection is deleted. */
export function removeCollectionCard({ id, title }: Collection, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('resources-collections.remove-ask')),
    quote([title]),
    actions(
      controls['remove-collection-yes'].button(say.plain('resources-collections.button.remove'), { id, style: 'danger' }),
      controls.collection.button(say.plain('common.back'), { id: { of: id, page: 0 } }),
    ),
  ]);
}
