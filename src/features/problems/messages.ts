import { z } from 'zod';
import { defineNotification, type Notification, withinDays } from '../../feature-api/index.js';
import { problemCard, recoveryCard } from './cards/problem.js';
import { findOpenProblem } from './record.js';
import { phraseSchema } from './types.js';

export const PROBLEM = 'platform.problem';
export const RECOVERY = 'platform.recovery';

const problem = defineNotification({
  kind: PROBLEM,
  notice: 'problems.platform',
  lateness: withinDays(7),
  onUnknownOutcome: 'resend',
  args: z.object({ problem: z.int().positive() }),
  async compose(context, { problem: id }, { audience }) {
    const found = await findOpenProblem(context, id);
    if (!found) return { drop: 'over' };
    return { message: { cards: audience.languages.map((language) => problemCard(found, language)) } };
  },
});

/** A sentence of the catalogues, so that no words of people are stored. */
export const recoveryArgs = z.object({ problem: z.int().positive(), recovery: phraseSchema });

const recovery = defineNotification({
  kind: RECOVERY,
  notice: 'problems.platform',
  lateness: withinDays(1),
  onUnknownOutcome: 'resend',
  args: recoveryArgs,
  async compose(_context, { recovery: told }, { audience }) {
    return { message: { cards: audience.languages.map((language) => recoveryCard(told, language)) } };
  },
});

export const problemsMessages: readonly Notification[] = [problem, recovery];
