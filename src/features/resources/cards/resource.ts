import { actions, card, heading, note, paragraph, quote } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Button, Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import type { Zone } from '../../../core/time.js';
import { cardIn, formatInstant, speaker } from '../../../language/index.js';
import { asLabel } from '../../members/public.js';
import { collectingControls as collecting } from '../collecting/controls.js';
import { resourcesControls as controls } from '../controls.js';
import type { ResourceView } from '../find.js';
import { summaryIn, titleIn } from '../rules/title.js';
import type { Edition, Resource } from '../types.js';
import { factsBlock, linksBlock, shortTitle, sizeText } from './labels.js';

/** How many older editions are listed. */
const OLDER_SHOWN = 4;

/** What other parts of the feature have to say about a resource. */
export interface More {
  readonly blocks: readonly Block[];
  readonly rows: readonly (readonly Button[])[];
}

const NOTHING_MORE: More = { blocks: [], rows: [] };

/** A resource with all that there is of it, and what its reader can do. `lead` is said first. */
export function resourceCard(view: ResourceView, language: Language, zone: Zone, lead?: Text, more: More = NOTHING_MORE): Card {
  const { resource, editions, twins, flags } = view;
  const title = titleIn(resource, language);
  const short = shortTitle(title);
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading([short]),
    short !== title && quote([title]),
    quote([summaryIn(resource, language)]),
    factsBlock(resource, language),
    ...editionBlocks(editions, language, zone),
    view.address !== undefined && actions({ type: 'link-button', url: view.address, label: say.plain('resources.button.page') }),
    ...stateBlocks(view, language),
    ...more.blocks,
    ...collectionBlocks(view, language),
    twins.length > 0 && paragraph(say('resources.twins', { count: twins.length })),
    twins.length > 0 && actions(...twins.map(({ id, title }) => controls.show.button(asLabel(title), { id }))),
    flags.length > 0 && paragraph(say('resources.flags', { count: flags.length })),
    ...flags.map(({ text }) => quote([text])),
    ...[...rowsOf(view, language), ...more.rows].map((row) => actions(...row)),
  ]);
}

function editionBlocks(editions: readonly Edition[], language: Language, zone: Zone): readonly Block[] {
  const say = speaker(language);
  const current = editions
    .filter(({ replacedAt }) => replacedAt === null)
    .sort((one, other) => Number(other.language === language) - Number(one.language === language));
  const older = editions.filter(({ replacedAt }) => replacedAt !== null).slice(0, OLDER_SHOWN);
  if (current.length === 0) return [note(say('resources.editions.none'))];
  const links = linksBlock(current, language);
  return [
    ...(links ? [links] : []),
    ...fileRow(current, language),
    ...current.flatMap(({ reading, language: written }) =>
      reading === 'text' || reading === 'none'
        ? []
        : [note(say(`resources.reading.${reading}`, { language: say.plain(`common.language.${written}`) }))],
    ),
    ...(older.length === 0
      ? []
      : [
          note(say('resources.editions.older')),
          { type: 'list' as const, items: older.map((edition) => olderText(edition, language, zone)) },
          ...fileRow(older, language),
        ]),
  ];
}

function olderText(edition: Edition, language: Language, zone: Zone): Text {
  const say = speaker(language);
  const what = `${say.plain(`common.language.${edition.language}`)} · ${formatInstant(edition.addedAt, zone, language, 'short-date')}`;
  return edition.link === null ? [what] : [`${what} · `, { type: 'link', url: edition.link, label: edition.link }];
}

/** A button for each file, with its language, type and size. */
function fileRow(editions: readonly Edition[], language: Language): readonly Block[] {
  const buttons = editions.flatMap((edition) => (edition.file === null ? [] : [getButton(edition, edition.file, language)]));
  return buttons.length === 0 ? [] : [actions(...buttons)];
}

export function getButton({ id, language: written }: Edition, { size, type }: NonNullable<Edition['file']>, language: Language): Button {
  const say = speaker(language);
  return controls.get.button(
    say.plain('resources.button.get', {
      language: say.plain(`common.language.${written}`),
      type: type.toUpperCase(),
      size: sizeText(size, language),
    }),
    { id },
  );
}

/** How many collections have a button, so that the card stays short. */
const COLLECTIONS_SHOWN = 3;

/** Where it is put together with others; organisers can put it somewhere. */
function collectionBlocks({ resource: { id, state }, collections, organiser }: ResourceView, language: Language): readonly Block[] {
  const say = speaker(language);
  const buttons = [
    ...collections
      .slice(0, COLLECTIONS_SHOWN)
      .map((one) => collecting.collection.button(asLabel(one.title), { id: { of: one.id, page: 0 } })),
    ...(organiser && state === 'approved'
      ? [collecting.collect.button(say.plain('resources-collections.button.collect'), { id: { of: id, page: 0 } })]
      : []),
  ];
  if (buttons.length === 0) return [];
  return [...(collections.length === 0 ? [] : [note(say('resources-collections.in'))]), actions(...buttons)];
}

function stateBlocks({ resource, own, organiser, waitsForOther }: ResourceView, language: Language): readonly Block[] {
  const say = speaker(language);
  const { state, reason, stays } = resource;
  return [
    ...(own || state !== 'approved' ? [paragraph([{ type: 'bold' as const, text: say.plain(`resources.state.${state}`) }])] : []),
    ...(waitsForOther ? [note(say('resources.error.own'))] : []),
    ...(reason !== null && (own || organiser) ? [quote([reason])] : []),
    ...(own ? [note(say(stays ? 'resources.stays' : 'resources.goes'))] : []),
  ];
}

function rowsOf({ resource, editions, own, organiser, waitsForOther }: ResourceView, language: Language): readonly (readonly Button[])[] {
  const say = speaker(language);
  const { id, state } = resource;
  const isGone = state === 'withdrawn' || state === 'removed' || state === 'left';
  const rows = [
    own && !isGone ? ownButtons(resource, language) : [],
    own && !isGone
      ? [
          ...(new Set(editions.map((one) => one.language)).size > 1
            ? [
                controls.titles.button(say.plain('resources.button.titles'), { id }),
                controls.summaries.button(say.plain('resources.button.summaries'), { id }),
              ]
            : []),
          resource.stays
            ? controls['not-stay'].button(say.plain('resources.button.not-stay'), { id })
            : controls.stay.button(say.plain('resources.button.stay'), { id }),
          controls.withdraw.button(say.plain(state === 'draft' ? 'resources.button.delete' : 'resources.button.withdraw'), { id }),
        ]
      : [],
    (own && state === 'withdrawn') || (organiser && state === 'removed')
      ? [controls.restore.button(say.plain('resources.button.restore'), { id, style: 'primary' })]
      : [],
    organiser ? organiserButtons(resource, waitsForOther, language) : [],
    state === 'approved' && !own ? [controls.flag.button(say.plain('resources.button.flag'), { id })] : [],
  ];
  return rows.filter((row) => row.length > 0);
}

function ownButtons({ id, state }: Resource, language: Language): readonly Button[] {
  const say = speaker(language);
  const isUnsent = state === 'draft' || state === 'declined';
  return [
    ...(isUnsent ? [controls.send.button(say.plain('resources.button.send'), { id, style: 'primary' })] : []),
    controls.file.button(say.plain('resources.button.file'), { id }),
    controls.link.button(say.plain('resources.button.link'), { id }),
    controls.details.button(say.plain('resources.button.details'), { id }),
    controls.edit.button(say.plain('resources.button.edit'), { id }),
  ];
}

function organiserButtons({ id, version, state }: Resource, waitsForOther: boolean, language: Language): readonly Button[] {
  const say = speaker(language);
  const seen = { id, version };
  return [
    ...(state === 'pending' && !waitsForOther
      ? [
          controls.approve.button(say.plain('resources.button.approve'), { id: seen, style: 'primary' }),
          controls.decline.button(say.plain('resources.button.decline'), { id: seen, style: 'danger' }),
        ]
      : []),
    ...(state === 'approved' ? [controls.remove.button(say.plain('resources.button.remove'), { id: seen, style: 'danger' })] : []),
    controls.review.button(say.plain('resources.button.review'), { id: '0' }),
  ];
}

/** Asks before a resource is withdrawn. */
export function withdrawCard(resource: Resource, language: Language): Card {
  const { id, state } = resource;
  const isDraft = state === 'draft';
  return cardIn(language, (say) => [
    paragraph(say(isDraft ? 'resources.withdraw.draft' : 'resources.withdraw.ask')),
    quote([titleIn(resource, language)]),
    actions(
      controls['withdraw-yes'].button(say.plain(isDraft ? 'resources.button.delete' : 'resources.button.withdraw'), {
        id,
        style: 'danger',
      }),
      controls.show.button(say.plain('common.back'), { id }),
    ),
  ]);
}

/** Comes with a file that was asked for. */
export function fileCard(resource: Resource, language: Language): Card {
  return fileCardWith(
    resource,
    language,
    actions(controls.show.button(speaker(language).plain('resources.button.show'), { id: resource.id })),
  );
}

/** Comes with a file: what it is called, how it may be shared, and buttons. */
export function fileCardWith(resource: Resource, language: Language, ...buttons: readonly (Block | false)[]): Card {
  const { sharing } = resource;
  return cardIn(language, (say) => [
    quote([titleIn(resource, language)]),
    sharing !== 'unknown' && note(say('resources.got.sharing', { rule: say.plain(`resources.sharing.${sharing}`) })),
    ...buttons,
  ]);
}

/** What was done, in a sentence, and the way to one's own. */
export function doneCard(text: Text, language: Language): Card {
  return card(language, paragraph(text), actions(controls.mine.button(speaker(language).plain('resources.button.mine'), { id: 0 })));
}
