import { z } from 'zod';
import { defineNotification, type Notification, withinDays } from '../../feature-api/index.js';
import { problemCard } from './cards/problem.js';
import { findOpenProblem } from './record.js';

export const PROBLEM = 'platform.problem';

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

export const problemsMessages: readonly Notification[] = [problem];
