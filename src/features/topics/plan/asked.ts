import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { listMembers } from '../../members/public.js';
import type { PlanAnswer } from '../types.js';

export interface Asked {
  readonly id: MemberId;
  readonly name: string;
}

/** The limit of a query for advisers, which is more than a committee has. */
const ADVISERS_MAX = 100;

/** Those who are asked about plans: the advisers, or the organisers where there are none. */
export async function askedAboutPlans(context: Context): Promise<readonly Asked[]> {
  const filter = { role: 'adviser', status: 'active', isBot: false } as const;
  const advisers = await listMembers(context, filter, { offset: 0, limit: ADVISERS_MAX });
  const asked = advisers.length > 0 ? advisers : await context.people.organisers();
  return asked.map(({ id, name }) => ({ id, name }));
}

/** Those of them who have not approved this version. */
export function unanswered(asked: readonly Asked[], answers: readonly PlanAnswer[], version: number): readonly Asked[] {
  const answered = new Set(answers.filter((answer) => answer.version === version).map(({ member }) => member));
  return asked.filter(({ id }) => !answered.has(id));
}
