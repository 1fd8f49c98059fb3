import { actions, card, heading, note, paragraph, quote } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
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
const LISTED_MAX = 25;

/** A collection with its resources in their order. `lead` is said first. */
export function collectionCard({ collection, resources, organiser, address }: CollectionView, language: Language, lead?: Text): Card {
  const { id, version, title, summary, visibility } = collection;
  const [short, options] = [shortTitle(title), resources.slice(0, OPTIONS_MAX)];
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading([short]),
    short !== title && quote([title]),
    quote([summary]),
    visibility !== 'members' && note(say(visibility === 'public' ? 'resources-collections.public' : 'resources-collections.organisers')),
    resources.length === 0 && paragraph(say('resources-collections.empty')),
    resources.length > 0 && {
      type: 'facts',
      items: resources.map((resource, index) => ({
        label: [`${index + 1}. ${shortTitle(titleIn(resource, language))}`],
        value: [kindText(resource, language)],
      })),
    },
    options.length > 0 &&
      actions(
        resourcesControls.show.menu(
          { label: say.plain('resources.open'), options: options.map((resource) => optionOf(resource, language)) },
          { id: undefined },
        ),
      ),
    address !== undefined && actions({ type: 'link-button', url: address, label: say.plain('resources.button.page') }),
    organiser &&
      actions(
        controls['edit-collection'].button(say.plain('resources-collections.button.edit'), { id: { id, version } }),
        controls['remove-collection'].button(say.plain('resources-collections.button.remove'), { id }),
      ),
    actions(controls.collections.button(say.plain('resources-collections.button.all'))),
  ]);
}

/** All collections that the reader may see, the newest first. */
export function collectionsCard(
  collections: readonly Collection[],
  sizes: ReadonlyMap<CollectionId, number>,
  organiser: boolean,
  language: Language,
  lead?: Text,
): Card {
  const say = speaker(language);
  const shown = collections.toReversed().slice(0, LISTED_MAX);
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
    organiser && actions(controls['new-collection'].button(say.plain('resources-collections.button.new'))),
  );
}

const menuOf = (collections: readonly Collection[], label: string) =>
  controls.collection.menu(
    { label, options: collections.map(({ id, title }) => ({ value: String(id), label: asLabel(title) })) },
    { id: undefined },
  );

/** Into which collection a resource goes. */
export function collectCard({ id, title }: Pick<Resource, 'id' | 'title'>, collections: readonly Collection[], language: Language): Card {
  const options = collections
    .toReversed()
    .slice(0, OPTIONS_MAX)
    .map((one) => ({ value: String(one.id), label: asLabel(one.title) }));
  return cardIn(language, (say) => [
    paragraph(say('resources-collections.which')),
    quote([title]),
    options.length === 0 && paragraph(say('resources-collections.none')),
    options.length > 0 && actions(controls.collect.menu({ label: say.plain('resources-collections.choose'), options }, { id })),
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
      controls.collection.button(say.plain('common.back'), { id }),
    ),
  ]);
}
