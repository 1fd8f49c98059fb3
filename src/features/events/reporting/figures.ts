import type { Language } from '../../../core/language.js';
import type { LocalDate } from '../../../core/time.js';
import { formatList, formatLocalDate, isolate, speaker } from '../../../language/index.js';
import { governorateLabel, ORGANISATION_TYPES, sectorLabel } from '../../members/public.js';
import { EVENT_FORMATS } from '../types.js';
import type { KindFigures, Report } from './rules/report.js';

/** The chain that follows attendance. */
const REACH_STEPS = ['sent', 'fetched', 'requested'] as const;

/** One figure with the rows that it is counted from, in words. */
export interface Figure {
  readonly label: string;
  readonly value: number | string;
  readonly rows: string;
}

/** Figures under a heading. */
export interface FigureGroup {
  readonly title: string;
  readonly rows: string;
  readonly figures: readonly GroupFigure[];
}

interface GroupFigure {
  readonly label: string;
  readonly value: number | string;
  /** Of all, in percent. */
  readonly share?: number;
}

/** «5 of 8 webinars, and 10 of 10 coordination meetings (4 in person and 6 online). 503 participants: 47% local NGOs …». */
export function donorsSentences(report: Report, language: Language): readonly string[] {
  const kinds = report.kinds.filter(({ held, planned }) => held > 0 || planned !== null).map((figures) => kindText(figures, language));
  return [
    ...(kinds.length === 0 ? [] : [`${formatList(kinds, language)}.`]),
    ...(report.unique === 0 ? [] : [peopleText(report, language)]),
  ];
}

function kindText({ kind, held, planned, formats }: KindFigures, language: Language): string {
  const say = speaker(language);
  const text =
    planned === null ? say.plain(`events-report.held.${kind}`, { held }) : say.plain(`events-report.planned.${kind}`, { held, planned });
  const some = EVENT_FORMATS.filter((format) => formats[format] > 0).toSorted();
  if (some.length < 2) return text;
  const words = some.map((format) => say.plain(`events-report.formats.${format}`, { count: formats[format] }));
  return say.plain('events-report.sentence-formats', { kind: text, formats: formatList(words, language) });
}

function peopleText({ unique, types, countedBy, soFar }: Report, language: Language): string {
  const say = speaker(language);
  const participants = say.plain('events-report.participants', { count: unique });
  const sharesOf = (shown: Report['types']): readonly string[] =>
    (shown.type === 'shown' ? shown.groups : []).flatMap(({ people }, index) => {
      if (shown.type !== 'shown' || people === null || people === 0) return [];
      return [say.plain(`events-report.share.${ORGANISATION_TYPES[index] ?? 'none'}`, { share: percent(people, shown.people) })];
    });
  const [known, shares] = [soFar && sharesOf(soFar.types), sharesOf(types)];
  if (soFar && known && known.length > 0) {
    const values = { participants, people: soFar.people, day: dayText(soFar.to, language), shares: formatList(known, language) };
    return `${say.plain('events-nested.so-far', values)}.`;
  }
  if (shares.length === 0) return `${participants}.`;
  const key = countedBy.types === 'people' ? 'events-report.participants-by' : 'events-nested.participants-by';
  return `${say.plain(key, { participants, shares: formatList(shares, language) })}.`;
}

const dayText = (day: LocalDate, language: Language): string => formatLocalDate(day, language, 'short-date');

/** `2026` for a whole year, or its first and last day. */
export function periodText({ from, to }: Pick<Report, 'from' | 'to'>): string {
  const isWhole = from.endsWith('-01-01') && to.endsWith('-12-31') && from.slice(0, 4) === to.slice(0, 4);
  return isWhole ? from.slice(0, 4) : `${from} – ${to}`;
}

const percent = (part: number, whole: number): number => Math.round((100 * part) / whole);

/** The figures of a period, each with what it is counted from. */
export function figuresOf(report: Report, language: Language): readonly Figure[] {
  const say = speaker(language);
  const { held, registered, selected, unique, repeated, absent, noted, women, guests, average, answers, actions, reach } = report;
  const figure = (name: 'held' | 'registered' | 'selected', value: number): Figure => ({
    label: say.plain(`events-report.figure.${name}`),
    value,
    rows: say.plain(`events-report.rows.${name}`),
  });
  const attended = (name: 'unique' | 'repeated' | 'absent', value: number): Figure => ({
    label: say.plain(`events-report.figure.${name}`),
    value,
    rows: say.plain(`events-report.rows.${name}`, { events: noted }),
  });
  return [
    figure('held', held),
    figure('registered', registered),
    figure('selected', selected),
    attended('unique', unique),
    ...(guests === 0
      ? []
      : [
          {
            label: say.plain('events-report.figure.guests'),
            value: guests ?? say.plain('events-report.not-shown'),
            rows: say.plain('events-report.rows.guests'),
          },
        ]),
    attended('repeated', repeated),
    attended('absent', absent),
    ...(reach === undefined
      ? []
      : REACH_STEPS.map((step) => ({
          label: say.plain(`events-report.figure.${step}`),
          value: reach[step].people,
          rows: say.plain(`events-report.rows.${step}`, { events: reach[step].events }),
        }))),
    ...(women === undefined
      ? []
      : [
          {
            label: say.plain('events-report.figure.women'),
            value:
              women.shown === null
                ? say.plain('events-report.not-shown')
                : say.plain('events-report.women-value', { women: women.shown[0], men: women.shown[1] }),
            rows: say.plain('events-report.rows.women', { events: women.events }),
          },
        ]),
    {
      label: say.plain('events-report.figure.rating'),
      value: average ?? say.plain('events-report.no-rating'),
      rows: say.plain('events-report.rows.rating', { count: answers }),
    },
    {
      label: say.plain('events-report.figure.actions'),
      value: actions.open,
      rows: say.plain('events-report.rows.actions', { overdue: actions.overdue }),
    },
  ];
}

/** Participants by type, sector and governorate of their organisation, as far as that may be shown. */
export function groupsOf(report: Report, language: Language): readonly FigureGroup[] {
  const say = speaker(language);
  const { types, sectors, governorates, countedBy, added, rest, soFar } = report;
  const kinds = (
    of: 'sector' | 'governorate',
    counts: ReadonlyMap<string, number>,
    labelOf: (kind: string, language: Language) => string,
  ) => ({
    title: say.plain(`events-report.by-${of}`),
    rows: say.plain(countedBy[`${of}s`] === 'people' ? 'events-report.rows.kinds' : 'events-nested.rows.kinds'),
    figures: [...counts].map(([kind, value]) => ({ label: isolate(labelOf(kind, language)), value })),
  });
  const typed = (shown: Report['types'], hidden: number): FigureGroup['figures'] => [
    ...(shown.type === 'shown' ? shown.groups : []).flatMap(({ people }, index): readonly GroupFigure[] => {
      const type = ORGANISATION_TYPES[index];
      if (shown.type !== 'shown' || (type === undefined && people === 0)) return [];
      const label = say.plain(type === undefined ? 'events-report.without-organisation' : `common.type.${type}`);
      return people === null
        ? [{ label, value: say.plain('events-report.not-shown') }]
        : [{ label, value: people, share: percent(people, shown.people) }];
    }),
    ...(shown.type === 'shown' && hidden > 0
      ? [{ label: say.plain('events-nested.rest'), value: hidden, share: percent(hidden, shown.people) }]
      : []),
  ];
  const byType = {
    title: say.plain('events-report.by-type'),
    rows: countedBy.types === 'people' ? say.plain('events-report.rows.types') : say.plain('events-nested.rows.types', { count: added }),
    figures: typed(types, rest),
  };
  const byTypeSoFar = {
    title: soFar ? say.plain('events-nested.up-to', { title: say.plain('events-report.by-type'), day: dayText(soFar.to, language) }) : '',
    rows: say.plain('events-report.rows.types'),
    figures: soFar ? typed(soFar.types, 0) : [],
  };
  return [byTypeSoFar, byType, kinds('sector', sectors, sectorLabel), kinds('governorate', governorates, governorateLabel)].filter(
    ({ figures }) => figures.length > 0,
  );
}
