import { actions, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { cardIn, isolate, speaker } from '../../../../language/index.js';
import { governorateLabel, ORGANISATION_TYPES, sectorLabel } from '../../../members/public.js';
import { bold, moment } from '../../cards/labels.js';
import { titleIn } from '../../text-of.js';
import { attendanceControls as controls } from '../controls.js';
import type { NumbersView } from '../numbers.js';
import type { Shown } from '../rules/numbers.js';

/** How many were there, and from what kinds of organisations as far as that tells of nobody. */
export function numbersCard(view: NumbersView, language: Language): Card {
  const { event, numbers, kept, completable, organiser } = view;
  const { sessions, registered, unique, repeated, absent, women } = numbers;
  const guests = kept?.shares.guests ?? (kept ? null : 0);
  return cardIn(language, (say) => [
    heading(say('events-attendance.numbers.title')),
    paragraph([titleIn(event, language)]),
    {
      type: 'facts',
      items: [
        { label: say('events-attendance.numbers.registered'), value: [String(registered)] },
        { label: say('events-attendance.numbers.unique'), value: [String(unique)] },
        ...(guests === 0
          ? []
          : [
              {
                label: say('events-report.figure.guests'),
                value: [guests === null ? say.plain('events-report.not-shown') : String(guests)],
              },
            ]),
        ...(sessions.length > 1 ? [{ label: say('events-attendance.numbers.repeated'), value: [String(repeated)] }] : []),
        ...(women === undefined ? [] : [{ label: say('events-report.figure.women'), value: [womenText(women, language)] }]),
        ...(absent === null ? [] : [{ label: say('events-attendance.numbers.absent'), value: [String(absent)] }]),
      ],
    },
    sessions.length > 1 && {
      type: 'list',
      items: sessions.map(
        ({ session, attended }): Text =>
          say('events-attendance.numbers.session', {
            position: session.position,
            start: moment(session.startsAt, event.zone, language),
            attended,
          }),
      ),
    },
    ...(kept
      ? [
          ...typeBlocks(kept.shares, language),
          ...kindBlocks('sectors', kept.shares.sectors, sectorLabel, language),
          ...kindBlocks('governorates', kept.shares.governorates, governorateLabel, language),
        ]
      : []),
    note(say('events-attendance.numbers.rows')),
    kept
      ? note(say('events-shares.kept', { people: kept.shares.people, day: moment(kept.keptAt, event.zone, language) }))
      : note(say('events-shares.later', { days: view.completeDays })),
    note(say('events-attendance.numbers.small')),
    event.countsWomen && note(say('events-attendance.numbers.women-rows')),
    actions(
      controls.attendance.button(say.plain('events-attendance.button.list'), { id: event.id }),
      ...(completable
        ? [controls['attendance-complete'].button(say.plain('events-shares.button.complete'), { id: { id: event.id, word: 'ask' } })]
        : []),
      ...(organiser
        ? [
            controls['counts-women'].button(say.plain(`events-attendance.button.women-${event.countsWomen ? 'off' : 'on'}`), {
              id: { id: event.id, wanted: event.countsWomen ? 'off' : 'on' },
            }),
          ]
        : []),
    ),
  ]);
}

function womenText(women: readonly [number, number] | null, language: Language): string {
  const say = speaker(language);
  if (women === null) return say.plain('events-report.not-shown');
  return say.plain('events-report.women-value', { women: women[0], men: women[1] });
}

function typeBlocks({ types }: Pick<Shown, 'types'>, language: Language): readonly Block[] {
  if (types.type !== 'shown') return [];
  const say = speaker(language);
  const labels = [
    ...ORGANISATION_TYPES.map((type) => say.plain(`common.type.${type}`)),
    say.plain('events-attendance.numbers.without-organisation'),
  ];
  const items = types.groups.map(({ people }, index): Text => {
    const label = labels[index] ?? '';
    return people === null
      ? [`${label}: ${say.plain('events-attendance.numbers.hidden')}`]
      : [`${label}: ${say.plain('events-attendance.numbers.of', { people, share: Math.round((100 * people) / types.people) })}`];
  });
  return [bold(say.plain('events-attendance.numbers.types')), { type: 'list', items }];
}

function kindBlocks(
  of: 'sectors' | 'governorates',
  kinds: ReadonlyMap<string, number>,
  labelOf: (kind: string, language: Language) => string,
  language: Language,
): readonly Block[] {
  if (kinds.size === 0) return [];
  const items = [...kinds].map(([kind, count]): Text => [`${isolate(labelOf(kind, language))}: ${count}`]);
  return [bold(speaker(language).plain(`events-attendance.numbers.${of}`)), { type: 'list', items }];
}
