import { z } from 'zod';
import { defineNotification, type Notification, withinDays } from '../../feature-api/index.js';
import { problemCard, recoveryCard } from './cards/problem.js';
import { findOpenProblem } from './record.js';
import { PROBLEM, phraseSchema } from './types.js';

export const RECOVERY = 'platform.recovery';

const problem = defineNotification(
  {
    kind: PROBLEM,
    notice: 'problems.platform',
    lateness: withinDays(7),
    onUnknownOutcome: 'resend',
    args: z.object({ problem: z.int().positive() }),
  },
  async (context, { problem: id }) => {
    const found = await findOpenProblem(context, id);
    if (!found) return { drop: 'over' };
    return (language) => problemCard(found, language);
  },
);

/** A sentence of the catalogues, so that no words of people are stored. */
export const recoveryArgs = z.object({ problem: z.int().positive(), recovery: phraseSchema });

const recovery = defineNotification(
  { kind: RECOVERY, notice: 'problems.platform', lateness: withinDays(1), onUnknownOutcome: 'resend', args: recoveryArgs },
  async (_context, { recovery: told }) => {
    return (language) => recoveryCard(told, language);
  },
);

export const problemsMessages: readonly Notification[] = [problem, recovery];
