import { actions, card, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { cardIn, formatList, speaker } from '../../../language/index.js';
import { sectorLabel } from '../../members/public.js';
import { kindText, languagesText, optionOf, shortTitle } from '../cards/labels.js';
import { resourcesControls } from '../controls.js';
import { titleIn } from '../rules/title.js';
import type { Edition, Resource, Subscription } from '../types.js';
import { subscribingControls as controls } from './controls.js';

/** What somebody hears of, or that they could. */
export function subscriptionCard(subscription: Subscription | undefined, language: Language, lead?: Text): Card {
  const say = speaker(language);
  if (!subscription) {
    return card(
      language,
      lead && paragraph(lead),
      !lead && heading(say('resources-news.title')),
      !lead && paragraph(say('resources-news.offer')),
      actions(controls.subscribe.button(say.plain('resources-news.button.subscribe'), { style: 'primary' })),
    );
  }
  const { sectors, languages } = subscription;
  const list = (words: readonly string[], all: 'resources-news.all-sectors' | 'resources-news.all-languages') =>
    words.length === 0 ? say.plain(all) : formatList(words, language);
  const facts = [
    [
      'resources-news.form.sectors',
      list(
        sectors.map((sector) => sectorLabel(sector, language)),
        'resources-news.all-sectors',
      ),
    ],
    [
      'resources-news.form.languages',
      list(
        languages.map((code) => say.plain(`common.language.${code}`)),
        'resources-news.all-languages',
      ),
    ],
  ] as const;
  return card(
    language,
    lead && paragraph(lead),
    heading(say('resources-news.title')),
    paragraph(say('resources-news.is-on')),
    { type: 'facts', items: facts.map(([label, value]) => ({ label: [say.plain(label)], value: [value] })) },
    actions(
      controls.subscribe.button(say.plain('resources-news.button.change')),
      controls.unsubscribe.button(say.plain('resources-news.button.stop')),
    ),
  );
}

export interface News {
  readonly resources: readonly { readonly resource: Resource; readonly editions: readonly Pick<Edition, 'language'>[] }[];
  /** How many more there are. */
  readonly more: number;
}

/** What is new for one member. */
export function newsCard({ resources, more }: News, language: Language): Card {
  return cardIn(language, (say) => [
    heading(say('resources-news.news')),
    ...resources.flatMap(({ resource, editions }): Block[] => [
      paragraph([{ type: 'bold', text: shortTitle(titleIn(resource, language)) }]),
      note([[kindText(resource, language), languagesText(editions, language)].filter((part) => part !== '').join(' · ')]),
    ]),
    more > 0 && note(say('resources-news.more', { count: more })),
    actions(
      resourcesControls.show.menu(
        { label: say.plain('resources.open'), options: resources.map(({ resource }) => optionOf(resource, language)) },
        { id: undefined },
      ),
    ),
    actions(
      controls.subscription.button(say.plain('resources-news.button.change')),
      controls.unsubscribe.button(say.plain('resources-news.button.stop')),
    ),
  ]);
}
