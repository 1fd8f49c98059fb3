import { z } from 'zod';
import { toInstant } from '../../../core/time.js';
import { defineJob, type Job, withinDays } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { ORGANISERS } from '../../members/public.js';
import { inThread, mayBePosted } from '../keys.js';
import { ofEvent } from '../message-args.js';
import { mailFiles } from '../slides/guests.js';
import { givenPlan, peopleToReach } from '../slides/reach.js';
import { eventsStore } from '../store/index.js';
import type { SessionId } from '../types.js';
import { slidesAsked } from './asked.js';
import { TELL } from './give.js';
import { ASK } from './plan.js';
import { SLIDE_STEPS } from './rules/asking.js';

/** Speakers are asked for their slides, twice; then organisers hear that there are none. */
const ask = defineJob(
  {
    kind: ASK,
    class: 'normal',
    lateness: withinDays(2),
    payload: z.object({
      session: idSchema<SessionId>(),
      startsAt: z.number().transform(toInstant),
      step: z.enum(SLIDE_STEPS),
    }),
  },
  async (context, payload, { dueAt }) => {
    const asked = await slidesAsked(context, payload);
    if ('reason' in asked) return { type: 'dropped', reason: asked.reason };
    const { step, session } = payload;
    const key = `events:slides:${session}:${payload.startsAt}:${step}`;
    const plan = { args: payload, dueAt };
    return {
      type: 'done',
      async effects(inside) {
        await inside.deliveries.plan(
          step === 'missing'
            ? [{ ...plan, key, kind: 'events.materials.missing', to: { to: 'channel', channel: ORGANISERS } }]
            : asked.speakers.flatMap(({ member }) =>
                member === null
                  ? []
                  : [{ ...plan, key: `${key}:${member}`, kind: 'events.materials.asked', to: { to: 'member', member } as const }],
              ),
        );
      },
    };
  },
);

/** What was given after people were thanked: in the thread for all, and to each who was thanked. */
const tell = defineJob(
  { kind: TELL, class: 'normal', lateness: withinDays(7), payload: ofEvent },
  async (context, { event: id }, { dueAt, now }) => {
    const whole = await eventsStore(context.tx).whole(id);
    if (whole?.event.state !== 'announced') return { type: 'dropped', reason: 'not-held' };
    const { event } = whole;
    return {
      type: 'done',
      async effects(inside) {
        const store = eventsStore(inside.tx);
        const links = await store.tellMaterials(id, now);
        const files = await store.tellFiles(id, now);
        if (links + files.count === 0) return;
        const people = await peopleToReach(inside, id, files, now);
        const thread = { key: `events:materials:${id}:${now}`, kind: 'events.materials.given', args: { event: id, toldAt: now }, dueAt };
        await inside.deliveries.plan([
          ...(mayBePosted(event) ? [{ ...thread, to: inThread(event) }] : []),
          ...people.map(({ member, reach }) => ({ ...givenPlan(id, member, now, reach), dueAt })),
        ]);
        if (files.count > 0) await mailFiles(inside, id, files.first, now);
      },
    };
  },
);

export const materialsJobs: readonly Job[] = [ask, tell];
