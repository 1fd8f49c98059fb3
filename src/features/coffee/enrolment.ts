import { addDays, isLocalDate, localDateOf } from '../../calendar/wall-clock.js';
import { wayToMembership } from '../../core/access.js';
import { InputError, NotFoundError } from '../../core/errors.js';
import type { MemberId, RoundId } from '../../core/ids.js';
import type { Settings } from '../../core/settings.js';
import type { Instant, LocalDate } from '../../core/time.js';
import { phrase } from '../../language/index.js';
import type { Enrolment, Match, Participation, Round } from '../../ports/coffee.js';
import type { Repositories } from '../../ports/store.js';
import type { CoffeeDependencies } from './coffee.js';
import { returnKey } from './introductions.js';
import { newParticipation, returnAt } from './rounds.js';
import { mayTakePart } from './rules/eligibility.js';

/** Where a member stands: what all answers about enrolment are made from. */
export interface Standing {
  readonly enrolment: Enrolment | undefined;
  readonly round: Round | undefined;
  readonly participation: Participation | undefined;
  /** Theirs in the open round, or in the last one. */
  readonly matches: readonly Match[];
  readonly settings: Settings;
}

/** What became of an answer to an invitation. */
export type Answered =
  | { readonly type: 'counted'; readonly standing: Standing }
  /** The round has been matched already, is closed or was cancelled. */
  | { readonly type: 'too-late'; readonly round: Round; readonly standing: Standing };

const FURTHEST_PAUSE_DAYS = 731;
/** The shortest pause that one click gives where rounds are close together. */
const USUAL_PAUSE_DAYS = 28;

export function createEnrolments({ store, clock }: Pick<CoffeeDependencies, 'store' | 'clock'>) {
  async function standing(r: Repositories, member: MemberId): Promise<Standing> {
    const [settings, enrolment, round, all] = [
      await r.community.settings(),
      await r.coffee.enrolment(member),
      await r.coffee.currentRound(),
      await r.coffee.matchesOf(member),
    ];
    const participation = round && (await r.coffee.participation(round.id, member));
    const newest = all[0]?.round;
    const matches = all.filter((match) => match.round === newest);
    return { enrolment, round, participation, matches, settings };
  }

  /** Joins, or comes back from a pause; also into the round whose invitation is open. */
  async function join(member: MemberId): Promise<Standing> {
    return store.transaction(async (r) => {
      await enrol(r, member);
      const round = await r.coffee.currentRound();
      if (round?.state === 'invited') await answer(r, round, member, 'in');
      return standing(r, member);
    });
  }

  /** «Count me in» at a round's invitation. Who never joined joins with it; too late for this round, it holds from the next. */
  async function takePart(member: MemberId, id: RoundId): Promise<Answered> {
    return answering(member, id, async (r) => enrol(r, member), 'in');
  }

  async function skip(member: MemberId, id: RoundId): Promise<Answered> {
    return answering(member, id, async (r) => void (await required(r, member)), 'skip');
  }

  async function answering(
    member: MemberId,
    id: RoundId,
    before: (r: Repositories) => Promise<void>,
    said: 'in' | 'skip',
  ): Promise<Answered> {
    return store.transaction(async (r) => {
      const round = await r.coffee.round(id);
      if (!round) throw new NotFoundError(`no round ${id}`, phrase('coffee.error.no-round', { command: '/coffee status' }));
      await before(r);
      if (round.state !== 'invited') return { type: 'too-late', round, standing: await standing(r, member) };
      await answer(r, round, member, said);
      return { type: 'counted', standing: await standing(r, member) };
    });
  }

  /**
   * Pauses until `until`, or until they come back by themselves (`null`); `undefined` means the usual pause: past this
   * round, and a month at least. Throws an `InputError` for a day that does not exist, has passed or is years ahead, and
   * where there is nothing to pause.
   */
  async function pause(member: MemberId, until: LocalDate | null | undefined): Promise<Standing> {
    return store.transaction(async (r) => {
      const enrolment = await required(r, member);
      const settings = await r.community.settings();
      const now = clock.now();
      const round = await r.coffee.currentRound();
      const day = until === undefined ? usualPause(round, settings, now) : until;
      if (day !== null) checkDay(day, settings, now);
      await r.coffee.saveEnrolment({ ...enrolment, state: 'paused', pausedUntil: day, unanswered: 0 });
      if (day === null) await r.agenda.cancel([returnKey(member)]);
      else await planReturn(r, member, returnAt(day, settings));
      if (round?.state === 'invited' && (day === null || day > localDateOf(round.matchingAt, settings.timezone))) {
        await answer(r, round, member, 'paused');
      }
      return standing(r, member);
    });
  }

  /** Leaves for good; coming back is one word. Chats already introduced go on. */
  async function leave(member: MemberId): Promise<Standing> {
    return store.transaction(async (r) => {
      const enrolment = await required(r, member);
      await r.coffee.saveEnrolment({ ...enrolment, state: 'left', pausedUntil: null, unanswered: 0, volunteer: false });
      await r.agenda.cancel([returnKey(member)]);
      const round = await r.coffee.currentRound();
      if (round?.state === 'invited' && (await r.coffee.participation(round.id, member))) await answer(r, round, member, 'skip');
      return standing(r, member);
    });
  }

  /** Agrees to a second match when the number is odd, or no longer. Agreeing at an invitation also says «in». */
  async function volunteer(member: MemberId, willing: boolean): Promise<Standing> {
    return store.transaction(async (r) => {
      if (willing) await enrol(r, member);
      const enrolment = await required(r, member);
      await r.coffee.saveEnrolment({ ...enrolment, volunteer: willing });
      const round = await r.coffee.currentRound();
      if (willing && round?.state === 'invited') await answer(r, round, member, 'in');
      return standing(r, member);
    });
  }

  /** The day of a pause has come: they are back, also in a round whose invitation is open, and are told. */
  async function comeBack(r: Repositories, member: MemberId, now: Instant): Promise<void> {
    const enrolment = await r.coffee.enrolment(member);
    if (enrolment?.state !== 'paused' || enrolment.pausedUntil === null) return;
    const settings = await r.community.settings();
    if (enrolment.pausedUntil > localDateOf(now, settings.timezone)) return;
    await r.coffee.saveEnrolment({ ...enrolment, state: 'in', pausedUntil: null });
    const round = await r.coffee.currentRound();
    if (round?.state === 'invited') await r.coffee.saveParticipations([newParticipation(round.id, member)]);
    await r.deliveries.plan({
      key: `coffee:returned:${member}:${enrolment.pausedUntil}`,
      kind: 'coffee.returned',
      args: { member },
      to: { to: 'member', member },
      dueAt: now,
    });
  }

  return { standing: (member: MemberId) => standing(store.autocommit, member), join, takePart, skip, pause, leave, volunteer, comeBack };

  async function enrol(r: Repositories, member: MemberId): Promise<void> {
    const person = await r.members.find(member);
    if (!person || !mayTakePart(person)) {
      throw new InputError(`member ${member} may not take part`, phrase(wayToMembership(person?.status ?? 'newcomer')));
    }
    const enrolment = await r.coffee.enrolment(member);
    const { volunteer, joinedAt } = enrolment ?? { volunteer: false, joinedAt: clock.now() };
    await r.coffee.saveEnrolment({ member, state: 'in', pausedUntil: null, unanswered: 0, volunteer, joinedAt });
    await r.agenda.cancel([returnKey(member)]);
  }
}

/** The enrolment of somebody who takes part. Throws an `InputError` that says how to join. */
async function required(r: Repositories, member: MemberId): Promise<Enrolment> {
  const enrolment = await r.coffee.enrolment(member);
  if (!enrolment || enrolment.state === 'left')
    throw new InputError(`member ${member} has not joined`, phrase('coffee.error.not-joined', { command: '/coffee join' }));
  return enrolment;
}

async function answer(r: Repositories, round: Round, member: MemberId, said: Participation['answer']): Promise<void> {
  const before = (await r.coffee.participation(round.id, member)) ?? newParticipation(round.id, member);
  await r.coffee.saveParticipations([{ ...before, answer: said, responded: true }]);
}

export async function planReturn(r: Repositories, member: MemberId, dueAt: Instant): Promise<void> {
  await r.agenda.plan({ key: returnKey(member), kind: 'coffee.return', payload: { member }, dueAt, again: true });
}

function usualPause(round: Round | undefined, settings: Settings, now: Instant): LocalDate {
  const month = addDays(localDateOf(now, settings.timezone), USUAL_PAUSE_DAYS);
  const closing = round && round.state !== 'planned' ? localDateOf(round.closingAt, settings.timezone) : month;
  return closing > month ? closing : month;
}

function checkDay(day: LocalDate, settings: Settings, now: Instant): void {
  const today = localDateOf(now, settings.timezone);
  if (!isLocalDate(day)) throw new InputError('not a day', phrase('coffee.error.no-such-day'));
  if (day <= today) throw new InputError('day has passed', phrase('coffee.error.day-passed'));
  if (day > addDays(today, FURTHEST_PAUSE_DAYS)) throw new InputError('day too far', phrase('coffee.error.day-too-far'));
}
