import { localDateOf } from '../../../calendar/wall-clock.js';
import { actions, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Button, Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { type Instant, type LocalDate, utcDate } from '../../../core/time.js';
import { speaker } from '../../../language/index.js';
import { controls } from '../controls.js';
import { PARTNER_LEFT } from '../rules/participants.js';
import type { EnrolmentState, Standing } from '../standing.js';
import { checkInButtons, outcomeBlocks } from './check-in.js';
import { invitationButtons } from './invitation.js';
import { checkInLabel, dayText, momentNode, namesOrSomeone } from './labels.js';

/** Where a member stands, and what they can do about it. `lead` comes first. */
export function standingCard(standing: Standing, member: number, language: Language, lead?: Text): Card {
  const say = speaker(language);
  const blocks: Block[] = [
    { type: 'heading', text: say('coffee.standing.title') },
    ...(lead ? [paragraph(lead)] : []),
    ...stateLines(standing, language).map(paragraph),
    actions(...stateButtons(standing, language)),
  ];
  for (const { match, round, others } of standing.matches) {
    const seat = match.members.find((one) => one.member === member);
    blocks.push(
      { type: 'divider' },
      paragraph(say('coffee.standing.match', { round: round.number, names: namesOrSomeone(others, language) })),
      ...(seat?.checkIn ? [paragraph(say('coffee.standing.said', { answer: checkInLabel(seat.checkIn, language) }))] : []),
      ...(seat?.checkIn === 'met' ? outcomeBlocks(match, seat.laterOutcome ?? seat.outcome, language) : []),
      actions(...checkInButtons(match.id, seat?.checkIn ?? null, language)),
    );
  }
  return { language, blocks };
}

function stateLines(standing: EnrolmentState, language: Language): readonly Text[] {
  const say = speaker(language);
  const { enrolment, settings } = standing;
  if (!enrolment) return [say('coffee.standing.never'), ...nextLine(standing, language)];
  switch (enrolment.state) {
    case 'left':
      return [say('coffee.standing.left')];
    case 'paused':
      return [
        enrolment.pausedUntil === null
          ? say('coffee.standing.paused')
          : say('coffee.standing.paused-until', { date: dayText(enrolment.pausedUntil, language) }),
      ];
    case 'in':
      return [
        settings.coffee.participation === 'standing' ? say('coffee.standing.in') : say('coffee.standing.in-each-round'),
        ...(enrolment.volunteer && settings.coffee.odd === 'volunteer' ? [say('coffee.standing.volunteer')] : []),
        ...roundLine(standing, language),
        ...nextLine(standing, language),
      ];
    default:
      return enrolment.state satisfies never;
  }
}

function roundLine({ round, participation, settings }: EnrolmentState, language: Language): readonly Text[] {
  const say = speaker(language);
  if (!round || !participation) return [];
  const values = { round: round.number, date: momentNode(round.matchingAt, settings.timezone, language) };
  if (round.state === 'invited') {
    if (participation.answer === 'skip' || participation.answer === 'paused') return [say('coffee.standing.round-skipped', values)];
    const asked = participation.answer === 'invited' && settings.coffee.participation === 'each-round';
    return [asked ? say('coffee.standing.round-asked', values) : say('coffee.standing.round-in', values)];
  }
  if (participation.result === 'left-out') return [say('coffee.standing.round-left-out', { round: round.number })];
  return participation.reason === PARTNER_LEFT ? [say('coffee.partner-gone', { round: round.number })] : [];
}

function nextLine({ round, settings }: EnrolmentState, language: Language): readonly Text[] {
  if (round?.state !== 'planned') return [];
  return [speaker(language)('coffee.standing.next', { date: momentNode(round.invitationAt, settings.timezone, language) })];
}

function stateButtons({ enrolment, round, participation, settings }: EnrolmentState, language: Language): readonly Button[] {
  const say = speaker(language);
  if (!enrolment || enrolment.state === 'left') return [controls.join.button(say.plain('coffee.button.join'), { style: 'primary' })];
  const leave = controls.leave.button(say.plain('coffee.button.leave'));
  if (enrolment.state === 'paused') return [controls.back.button(say.plain('coffee.button.back'), { style: 'primary' }), leave];
  if (round?.state === 'invited') return [...invitationButtons(round, settings, language, participation?.answer), leave];
  const volunteer =
    settings.coffee.odd !== 'volunteer'
      ? []
      : enrolment.volunteer
        ? [controls['one-chat'].button(say.plain('coffee.button.one-chat'))]
        : [controls.volunteer.button(say.plain('coffee.button.volunteer'), { id: undefined })];
  return [...volunteer, controls.pause.button(say.plain('coffee.button.pause'), { id: undefined }), leave];
}

const MONTHS = [1, 2, 3, 6] as const;

/** After a pause: how long it lasts, and other lengths to choose from. */
export function pausedCard(standing: EnrolmentState, now: Instant, language: Language): Card {
  const say = speaker(language);
  const today = localDateOf(now, standing.settings.timezone);
  return {
    language,
    blocks: [
      { type: 'heading', text: say('coffee.standing.title') },
      ...stateLines(standing, language).map(paragraph),
      actions(
        controls['pause-until'].menu({
          label: say.plain('coffee.pause.choose'),
          options: [
            ...MONTHS.map((months) => ({ value: monthsLater(today, months), label: say.plain('coffee.pause.months', { months }) })),
            { value: 'open', label: say.plain('coffee.pause.open') },
          ],
        }),
        controls['pause-date'].button(say.plain('coffee.button.other-date')),
        controls.back.button(say.plain('coffee.button.back')),
      ),
    ],
  };
}

/** The same day `months` later, or that month's last day. */
export function monthsLater(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return utcDate(Date.UTC(year, month - 1 + months, Math.min(day, last)));
}
