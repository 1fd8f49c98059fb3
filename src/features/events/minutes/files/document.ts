import { directionOf, type Language } from '../../../../core/language.js';
import { formatInstant, formatList, formatLocalDate, speaker, withoutDirectionControls } from '../../../../language/index.js';
import { zoneName } from '../../cards/labels.js';
import { firstSession } from '../../rules/state.js';
import { titleIn } from '../../text-of.js';
import type { Note } from '../../types.js';
import { sectorName } from '../cards/lines.js';
import type { MergedNote } from '../rules/grouping.js';
import type { Presence } from '../rules/presence.js';
import { isRtl } from '../rules/runs.js';
import type { MinutesView } from '../view.js';

/** A text with the direction of its own words. */
export interface Directed {
  readonly text: string;
  readonly rtl: boolean;
}

/** What somebody said, in paragraphs, and for whom. */
export interface Item {
  readonly label: string;
  readonly lines: readonly Directed[];
  readonly by: string;
}

export type Part =
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'items'; readonly items: readonly Item[] }
  | { readonly type: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly Directed[])[] };

/** Minutes in one language, for every kind of file. Notes stay as they were written. */
export interface MinutesDocument {
  readonly language: Language;
  readonly rtl: boolean;
  readonly community: string;
  readonly heading: string;
  readonly title: Directed;
  readonly state: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly parts: readonly Part[];
}

/** People or organisations, as far as the reader may know them. */
export type NamedPresence = Presence<string>;

/** What a reader gets. */
export function minutesDocument(
  view: MinutesView,
  presence: NamedPresence,
  { community, language }: { readonly community: string; readonly language: Language },
): MinutesDocument {
  const say = speaker(language);
  const { event, sessions, grouped, previous, minutes } = view;
  const first = firstSession(sessions);
  const rtl = directionOf(language) === 'rtl';
  const approved = minutes?.state === 'approved' ? minutes.approvedAt : null;
  const printed = (text: string): string => withoutDirectionControls(text);
  return {
    language,
    rtl,
    community: printed(community),
    heading: say.plain('events-minutes.title'),
    title: directed(titleIn(event, language), rtl),
    state:
      approved === null
        ? say.plain('events-minutes.print.draft')
        : printed(say.plain('events-minutes.print.approved', { date: formatInstant(approved, event.zone, language, 'long-date') })),
    facts: [
      ...(first
        ? [
            {
              label: say.plain('events-minutes.print.when-held'),
              value: printed(
                `${formatInstant(first.startsAt, event.zone, language, 'long-date')} · ${formatInstant(first.startsAt, event.zone, language, 'time')} (${zoneName(event.zone, language)})`,
              ),
            },
          ]
        : []),
      ...(event.place === '' ? [] : [{ label: say.plain('events-minutes.print.place'), value: printed(event.place) }]),
      ...(previous ? [{ label: say.plain('events-minutes.print.previous'), value: printed(previousText(previous, language)) }] : []),
    ],
    parts: [
      ...presenceParts(presence, language),
      ...grouped.sectors.flatMap(({ sector, notes }): readonly Part[] => [
        { type: 'heading', text: sectorName(sector, language) },
        { type: 'items', items: notes.map((note) => itemOf(note, view, say.plain(`events-minutes.kind.${note.kind}`), language)) },
      ]),
      ...(grouped.decisions.length === 0
        ? []
        : ([
            { type: 'heading', text: say.plain('events-minutes.print.decisions') },
            { type: 'items', items: grouped.decisions.map((note) => itemOf(note, view, '', language)) },
          ] as const)),
      ...actionParts(say.plain('events-minutes.print.actions'), grouped.actions, language),
      ...actionParts(say.plain('events-minutes.print.carried'), view.carried, language),
    ],
  };
}

function previousText({ event, sessions }: NonNullable<MinutesView['previous']>, language: Language): string {
  const first = firstSession(sessions);
  const title = titleIn(event, language);
  return first ? `${title}, ${formatInstant(first.startsAt, event.zone, language, 'long-date')}` : title;
}

function directed(text: string, rtl: boolean): Directed {
  const clean = withoutDirectionControls(text);
  return { text: clean, rtl: isRtl(clean, rtl) };
}

function itemOf(note: MergedNote, { organisations }: MinutesView, label: string, language: Language): Item {
  const names = note.organisations.flatMap((id) => organisations.get(id) ?? []);
  const otherwise = directionOf(note.language) === 'rtl';
  const lines = note.words.split('\n').filter((line) => line.trim() !== '');
  return {
    label,
    lines: lines.map((line) => directed(line.trim(), otherwise)),
    by: withoutDirectionControls(formatList(names, language)),
  };
}

function presenceParts({ present, excused, absent }: NamedPresence, language: Language): readonly Part[] {
  const say = speaker(language);
  const rtl = directionOf(language) === 'rtl';
  const groups = [
    ['events-minutes.print.present', present],
    ['events-minutes.print.excused', excused],
    ['events-minutes.print.absent', absent ?? []],
  ] as const;
  const items = groups.flatMap(([key, names]): readonly Item[] =>
    names.length === 0
      ? []
      : [{ label: say.plain(key), lines: [{ text: withoutDirectionControls(formatList(names, language)), rtl }], by: '' }],
  );
  if (items.length === 0) return [];
  return [
    { type: 'heading', text: say.plain('events-minutes.print.participants') },
    { type: 'items', items },
  ];
}

function actionParts(title: string, actions: readonly Note[], language: Language): readonly Part[] {
  if (actions.length === 0) return [];
  const say = speaker(language);
  const rtl = directionOf(language) === 'rtl';
  const outcomeOf = ({ outcome }: Note) => say.plain(`events-minutes.print.${outcome === 'done' || outcome === 'not' ? outcome : 'open'}`);
  return [
    { type: 'heading', text: title },
    {
      type: 'table',
      head: (['what', 'who', 'when', 'outcome'] as const).map((column) => say.plain(`events-minutes.print.${column}`)),
      rows: actions.map((action) => [
        directed(action.words.replace(/\s+/g, ' '), rtl),
        directed(action.responsible ?? '', rtl),
        { text: action.dueOn === null ? '' : formatLocalDate(action.dueOn, language, 'short-date'), rtl },
        { text: outcomeOf(action), rtl },
      ]),
    },
  ];
}
