import { actions, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Button, Card, Choice } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { cardIn, formatList, isolate, speaker } from '../../../../language/index.js';
import { asLabel } from '../../../members/public.js';
import { titleBlocks } from '../../cards/labels.js';
import { isPosted } from '../../keys.js';
import { makingControls } from '../../making/controls.js';
import type { Added } from '../change.js';
import { listedControls as controls } from '../controls.js';
import type { Candidate } from '../rules/read.js';
import type { ListedView } from '../view.js';

const SHOWN = 10;

/** The people whom an event is for, and how organisers choose them. */
export function listedCard(view: ListedView, language: Language, lead: readonly Block[] = []): Card {
  const { event, people, total, page, pages, search } = view;
  const id = { id: event.id, version: event.version };
  const isList = event.audience.to === 'members';
  const mayAdd = !isPosted(event) && event.state !== 'cancelled';
  return cardIn(language, (say) => [
    ...lead,
    ...titleBlocks(event, language),
    (isList || mayAdd) && paragraph(isList ? say('events-listed.card.count', { count: total }) : say('events-listed.card.everyone')),
    people.length > 0 && { type: 'list', items: people.map((person): Text => [textOf(person)]) },
    pages > 1 && note(say('events-attendance.list.page', { page: page + 1, pages })),
    isList && note(say(event.state === 'announced' ? 'events-listed.card.told' : 'events-listed.card.draft')),
    isPosted(event) && paragraph(say('events-listed.error.posted')),
    ...searchBlocks(view, language),
    people.length > 0 &&
      search === undefined &&
      actions(
        controls['listed-remove'].menu(
          { label: say.plain('events-listed.menu.remove'), options: people.map(optionOf), min: 1, max: people.length },
          { id },
        ),
      ),
    actions(
      ...pageButtons(view, language),
      ...(mayAdd
        ? [
            controls['listed-add'].button(say.plain('events-listed.button.add'), { id, ...(total === 0 && { style: 'primary' as const }) }),
            controls['listed-search'].button(say.plain('events-attendance.button.search'), { id: event.id }),
          ]
        : []),
      ...(isList ? [controls['listed-all'].button(say.plain('events-listed.button.everyone'), { id, style: 'danger' as const })] : []),
      makingControls.draft.button(say.plain('events.button.manage'), { id: event.id }),
    ),
  ]);
}

function searchBlocks({ event, search }: ListedView, language: Language): readonly Block[] {
  if (search === undefined) return [];
  const say = speaker(language);
  const { text, found } = search;
  if (found.length === 0) return [paragraph(say('events-listed.card.none-found', { text }))];
  const label = say.plain('events-listed.menu.pick');
  const menu = { label, options: found.map(optionOf), min: 1, max: found.length };
  return [
    note(say('events-listed.card.found', { text, count: found.length })),
    actions(controls['listed-pick'].menu(menu, { id: { id: event.id, version: event.version } })),
  ];
}

function pageButtons({ event, page, pages }: ListedView, language: Language): readonly Button[] {
  const say = speaker(language);
  const to = (label: string, wanted: number) => controls.listed.button(label, { id: { id: event.id, page: wanted } });
  return [
    ...(page > 0 ? [to(say.plain('events-attendance.button.before'), page - 1)] : []),
    ...(page + 1 < pages ? [to(say.plain('events-attendance.button.next'), page + 1)] : []),
  ];
}

const textOf = ({ name, organisation }: Candidate): string =>
  organisation === '' ? isolate(name) : `${isolate(name)} · ${isolate(organisation)}`;

const optionOf = ({ id, name, organisation }: Candidate): Choice => ({
  value: String(id),
  label: asLabel(name),
  ...(organisation !== '' && { description: asLabel(organisation) }),
});

/** What became of a pasted list: how many are chosen, and what is still open. */
export function addedBlocks(
  { added, several, unknown }: Pick<Added, 'added' | 'several' | 'unknown'>,
  language: Language,
): readonly Block[] {
  const say = speaker(language);
  return [
    paragraph(say('events-listed.done.added', { count: added })),
    ...(several.length === 0
      ? []
      : [
          paragraph(say('events-listed.done.several', { count: several.length })),
          {
            type: 'list' as const,
            items: several.slice(0, SHOWN).map(
              ({ text, names }): Text => [
                `${isolate(text)}: ${formatList(
                  names.map((name) => isolate(name)),
                  language,
                )}`,
              ],
            ),
          },
        ]),
    ...(unknown.length === 0
      ? []
      : [
          paragraph(say('events-listed.done.unknown', { count: unknown.length })),
          { type: 'list' as const, items: unknown.slice(0, SHOWN).map((text): Text => [isolate(text)]) },
        ]),
  ];
}
