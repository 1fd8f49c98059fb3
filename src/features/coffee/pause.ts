import { addDays, localDateOf } from '../../calendar/wall-clock.js';
import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Request } from '../../core/request.js';
import { type Instant, isLocalDate, type LocalDate } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import { formatLocalDate, phrase } from '../../language/index.js';
import { cancelReturn, requireEnrolment, saveAnswer } from './enrolment.js';
import { planReturn } from './return.js';
import { readPause } from './rules/pause-until.js';
import { readSettings } from './settings.js';
import { type EnrolmentState, enrolmentStateOf } from './standing.js';
import { coffeeStore } from './store/index.js';
import type { Round, SettingsWithCoffee } from './types.js';

const FURTHEST_PAUSE_DAYS = 731;
/** The shortest pause that one click gives where rounds are close together. */
const USUAL_PAUSE_DAYS = 28;

/**
 * Pauses until `until`, or until they come back by themselves (`null`); `undefined` means the usual pause: past this
 * round, and a month at least. Throws an `InputError` for a day that has passed or is years ahead, and where there is
 * nothing to pause.
 */
export async function pause(context: Context, member: MemberId, until: LocalDate | null | undefined): Promise<EnrolmentState> {
  const { now } = context;
  const store = coffeeStore(context.tx);
  const before = await requireEnrolment(context, member);
  const settings = await readSettings(context);
  const round = (await store.currentRound()) ?? null;
  const day = until === undefined ? usualPause(round, settings, now) : until;
  if (day !== null) checkDay(day, settings, now);
  const enrolment = { ...before, state: 'paused', pausedUntil: day, unanswered: 0 } as const;
  await store.saveEnrolment(enrolment);
  if (day === null) await cancelReturn(context, before);
  else await planReturn(context, member, day, settings);
  const known = { enrolment, round, settings };
  if (round?.state !== 'invited' || (day !== null && day <= localDateOf(round.matchingAt, settings.timezone))) {
    return enrolmentStateOf(context, member, known);
  }
  return enrolmentStateOf(context, member, { ...known, participation: await saveAnswer(context, round, member, 'paused') });
}

function usualPause(round: Round | null, { timezone }: SettingsWithCoffee, now: Instant): LocalDate {
  const month = addDays(localDateOf(now, timezone), USUAL_PAUSE_DAYS);
  const closing = round && round.state !== 'planned' ? localDateOf(round.closingAt, timezone) : month;
  return closing > month ? closing : month;
}

/** The longest that somebody may say how long they pause. */
export const PAUSE_TEXT_MAX = 60;

/** Reads how long somebody wants to pause, as they say it; null means until they come back. Throws an `InputError` with examples. */
export function readUntil(text: string, { now, actor: { timezone } }: Pick<Request, 'now' | 'actor'>): LocalDate | null {
  const day = readPause(text, localDateOf(now, timezone));
  if (day === undefined) throw new InputError('no time to pause', phrase('coffee.error.pause-unclear', { typed: text }));
  return day;
}

/** The pauses, in days, that are offered before anything is typed. */
const USUAL_LENGTHS = [14, 28, 91] as const;

/** Days on which somebody may be back, as they type: what was understood so far, or usual ones. `today` is theirs. */
export function offeredDays(typed: string, today: LocalDate): readonly LocalDate[] {
  if (typed.trim() === '') return USUAL_LENGTHS.map((days) => addDays(today, days));
  const day = readPause(typed, today);
  return day ? [day] : [];
}

/** The same, to be chosen from: each with the words for it. */
export function dayChoices(typed: string, { now, language, actor: { timezone } }: Pick<Request, 'now' | 'language' | 'actor'>) {
  return offeredDays(typed, localDateOf(now, timezone)).map((day) => ({ value: day, label: formatLocalDate(day, language, 'long-date') }));
}

/** Reads a day that a control carries. Throws an `InputError` for one that does not exist. */
export function dayOf(value: string): LocalDate {
  if (!isLocalDate(value)) throw new InputError('not a day', phrase('common.error.date'));
  return value;
}

function checkDay(day: LocalDate, { timezone }: SettingsWithCoffee, now: Instant): void {
  const today = localDateOf(now, timezone);
  if (day <= today) throw new InputError('day has passed', phrase('coffee.error.day-passed'));
  if (day > addDays(today, FURTHEST_PAUSE_DAYS)) throw new InputError('day too far', phrase('coffee.error.day-too-far'));
}
