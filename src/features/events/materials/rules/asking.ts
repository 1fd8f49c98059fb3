import { after, DAY, type Instant } from '../../../../core/time.js';
import type { Session } from '../../types.js';

/** `before` and `after`: speakers are asked for their slides. `missing`: organisers are told that there are none. */
export const SLIDE_STEPS = ['before', 'after', 'missing'] as const;
export type SlideStep = (typeof SLIDE_STEPS)[number];

const APART = 3 * DAY;

/** When slides are asked for: three days before, three days after, and organisers hear of it another three days later. */
export function slideStepsOf(
  { startsAt, endsAt }: Pick<Session, 'startsAt' | 'endsAt'>,
  now: Instant,
): readonly { readonly step: SlideStep; readonly at: Instant }[] {
  const steps = [
    { step: 'before', at: after(startsAt, -APART) },
    { step: 'after', at: after(endsAt, APART) },
    { step: 'missing', at: after(endsAt, 2 * APART) },
  ] as const;
  return steps.filter(({ at }) => at > now);
}
