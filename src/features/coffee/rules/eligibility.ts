import type { LocalDate } from '../../../core/time.js';
import type { CoffeeSettings, Enrolment, Member, Participation } from '../types.js';

/** Whether a member may take part: people who finished their introduction, and no bots. */
export function mayTakePart(member: Pick<Member, 'status' | 'isBot'>): boolean {
  return member.status === 'active' && !member.isBot;
}

/** Whether an enrolment is in effect on `today`: a pause whose date has come is over. */
export function isEnrolled(enrolment: Pick<Enrolment, 'state' | 'pausedUntil'>, today: LocalDate): boolean {
  switch (enrolment.state) {
    case 'in':
      return true;
    case 'paused':
      return enrolment.pausedUntil !== null && enrolment.pausedUntil <= today;
    case 'left':
      return false;
    default:
      return enrolment.state satisfies never;
  }
}

/** Whether this answer to the invitation puts somebody into the round. */
export function answerCounts(answer: Participation['answer'], participation: CoffeeSettings['participation']): boolean {
  switch (answer) {
    case 'in':
      return true;
    case 'invited':
      return participation === 'standing';
    case 'skip':
    case 'paused':
      return false;
    default:
      return answer satisfies never;
  }
}
