import { z } from 'zod';
import type { MemberId } from '../../../core/ids.js';
import { after, DAY } from '../../../core/time.js';
import { defineJob, idSchema, type Job, wheneverPossible } from '../../../feature-api/index.js';
import { ofTopic } from '../message-args.js';
import { WARNED_DAYS } from '../rules/quiet.js';
import { topicsStore } from '../store/index.js';
import { FACILITATION_ROLES, type TopicId } from '../types.js';
import { askNext } from './ask-next.js';
import { LOOK, NEXT, QUIET, SILENCE, WARN } from './kinds.js';
import { look, nudgeIfQuiet } from './look.js';
import { answerDue, passOver } from './silence.js';
import { isMissing, warn } from './warn.js';

const ofRole = z.object({ topic: idSchema<TopicId>(), role: z.enum(FACILITATION_ROLES) });

const next = defineJob({ kind: NEXT, class: 'normal', lateness: wheneverPossible, payload: ofRole }, async (_context, { topic, role }) => ({
  type: 'done',
  effects: async (context) => {
    await askNext(context, topic, role);
  },
}));

const silence = defineJob(
  { kind: SILENCE, class: 'normal', lateness: wheneverPossible, payload: ofRole.extend({ member: idSchema<MemberId>() }) },
  async (context, { topic, role, member }, { now }) => {
    const due = await answerDue(context, topic, role, member);
    if (due === undefined) return { type: 'dropped', reason: 'answered' };
    if (due > now) return { type: 'later', at: due, reason: 'not-answered-yet' };
    return { type: 'done', effects: (inside) => passOver(inside, topic, role, member) };
  },
);

const warning = defineJob(
  { kind: WARN, class: 'normal', lateness: wheneverPossible, payload: z.object({ topic: idSchema<TopicId>(), opensAt: z.int() }) },
  async (context, { topic: id }, { now }) => {
    const topic = await topicsStore(context.tx).topic(id);
    if (!topic || !isMissing(topic)) return { type: 'dropped', reason: 'changed' };
    const due = after(topic.opensAt, -WARNED_DAYS * DAY);
    if (topic.state === 'planned' && due > now) return { type: 'later', at: due, reason: 'changed' };
    return { type: 'done', effects: (inside) => warn(inside, topic) };
  },
);

const quiet = defineJob({ kind: QUIET, class: 'normal', lateness: wheneverPossible, payload: ofTopic }, async (_context, { topic }) => ({
  type: 'done',
  effects: (inside) => nudgeIfQuiet(inside, topic),
}));

const lookAfter = defineJob({ kind: LOOK, upkeep: true, class: 'normal', lateness: wheneverPossible, payload: z.object({}) }, async () => ({
  type: 'done',
  effects: look,
}));

/** Every kind of agenda row that facilitators need. */
export const facilitatorJobs: readonly Job[] = [next, silence, warning, quiet, lookAfter];
