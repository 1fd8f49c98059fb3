import { actions, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Button, Card, Choice } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { after } from '../../../../core/time.js';
import { cardIn, formatInstant, isolate, speaker } from '../../../../language/index.js';
import { asLabel } from '../../../members/public.js';
import { moment, whenText } from '../../cards/labels.js';
import { CODE_LASTS } from '../../rules/limits.js';
import { titleIn } from '../../text-of.js';
import type { Session } from '../../types.js';
import { attendanceControls as controls } from '../controls.js';
import type { AttendanceList, Listed } from '../list.js';

/** How many sessions the menu offers. */
const SESSIONS_MAX = 25;

/** Who is in a session, as whoever keeps the list sees it. `lead` is said first. */
export function attendanceCard(list: AttendanceList, language: Language, lead?: Text): Card {
  const { event, session, people, search, total, page, pages } = list;
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading(say('events-attendance.list.title')),
    factsOf(list, language),
    search !== undefined && note(say('events-attendance.list.found', { text: search, total })),
    people.length === 0
      ? paragraph(say(search === undefined ? 'events-attendance.list.none' : 'events-attendance.list.none-found'))
      : { type: 'list', items: people.map((person) => itemOf(person, language)) },
    pages > 1 && search === undefined && note(say('events-attendance.list.page', { page: page + 1, pages })),
    pages > 1 && search !== undefined && note(say('events-attendance.list.more-found')),
    ...markBlocks(list, language),
    actions(
      ...pageButtons(list, language),
      controls['attendance-search'].button(say.plain('events-attendance.button.search'), { id: session.id }),
      ...(list.now >= session.startsAt
        ? [
            controls['door-guest'].button(say.plain('events-attendance.button.guest'), { id: session.id }),
            ...(event.countsWomen ? [controls.women.button(say.plain('events-attendance.button.women'), { id: session.id })] : []),
            ...(list.organiser ? [controls['attendance-file'].button(say.plain('events-attendance.button.file'), { id: session.id })] : []),
          ]
        : []),
      controls['attendance-numbers'].button(say.plain('events-attendance.button.numbers'), { id: event.id }),
    ),
    ...sessionBlocks(list, language),
  ]);
}

function factsOf({ event, sessions, session, code, registered, present }: AttendanceList, language: Language): Block {
  const say = speaker(language);
  const until = moment(after(session.endsAt, CODE_LASTS), event.zone, language);
  return {
    type: 'facts',
    items: [
      { label: say('events-attendance.list.event'), value: [titleIn(event, language)] },
      ...(sessions.length > 1 ? [{ label: say('events-attendance.list.session'), value: [String(session.position)] }] : []),
      { label: say('events.fact.when'), value: whenText(session, event.zone, language) },
      { label: say('events-attendance.list.code'), value: say('events-attendance.list.code-value', { code, until }) },
      { label: say('events-attendance.list.present'), value: say('events-attendance.list.counts', { present, registered }) },
    ],
  };
}

function itemOf({ name, organisation, attendance, registration }: Listed, language: Language): Text {
  const say = speaker(language);
  const status = attendance
    ? say.plain('events-attendance.list.there', {
        source: say.plain(`events-attendance.source.${attendance.source}`),
        share: attendance.share,
      })
    : registration.state === 'going'
      ? undefined
      : say.plain(`events-attendance.state.${registration.state}`);
  const guest = registration.isGuest ? [say.plain('events-guests.guest')] : [];
  return [
    [isolate(name), ...(organisation === '' ? [] : [isolate(organisation)]), ...guest, ...(status === undefined ? [] : [status])].join(
      ' · ',
    ),
  ];
}

function markBlocks({ people, session, strangers, now }: AttendanceList, language: Language): readonly Block[] {
  if (now < session.startsAt) return [note(speaker(language)('events-attendance.list.later'))];
  const say = speaker(language);
  const id = { id: session.id };
  const options = (some: readonly Listed[]): readonly Choice[] =>
    some.map(({ registration, name, organisation }) => ({
      value: String(registration.id),
      label: asLabel(name),
      ...(organisation !== '' && { description: asLabel(organisation) }),
    }));
  const [there, others] = [people.filter(({ attendance }) => attendance), people.filter(({ attendance }) => !attendance)];
  const many = (some: readonly Listed[]) => ({ options: options(some), min: 1, max: some.length });
  return [
    ...(others.length > 0
      ? [actions(controls.present.menu({ label: say.plain('events-attendance.menu.present'), ...many(others) }, id))]
      : []),
    ...(there.length > 0 ? [actions(controls.absent.menu({ label: say.plain('events-attendance.menu.absent'), ...many(there) }, id))] : []),
    ...(strangers.length > 0
      ? [
          actions(
            controls.door.menu(
              {
                label: say.plain('events-attendance.menu.door'),
                options: strangers.map((stranger) => ({ value: String(stranger.id), label: asLabel(stranger.name) })),
              },
              id,
            ),
          ),
        ]
      : []),
  ];
}

function pageButtons({ session, page, pages, search }: AttendanceList, language: Language): readonly Button[] {
  if (search !== undefined) {
    const label = speaker(language).plain('events-attendance.button.all');
    return [controls['attendance-page'].button(label, { id: { session: session.id, page: 0 } })];
  }
  const say = speaker(language);
  const to = (label: string, wanted: number) => controls['attendance-page'].button(label, { id: { session: session.id, page: wanted } });
  return [
    ...(page > 0 ? [to(say.plain('events-attendance.button.before'), page - 1)] : []),
    ...(page + 1 < pages ? [to(say.plain('events-attendance.button.next'), page + 1)] : []),
  ];
}

function sessionBlocks({ event, sessions, session }: AttendanceList, language: Language): readonly Block[] {
  const others = sessions.filter(({ id, state }) => state === 'planned' && id !== session.id).slice(0, SESSIONS_MAX);
  if (others.length === 0) return [];
  const label = speaker(language).plain('events-attendance.menu.session');
  const optionOf = ({ id, position, startsAt }: Session): Choice => ({
    value: String(id),
    label: asLabel(`${position}. ${formatInstant(startsAt, event.zone, language, 'date-time')}`),
  });
  return [actions(controls['attendance-session'].menu({ label, options: others.map(optionOf) }))];
}
