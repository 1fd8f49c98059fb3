import { z } from 'zod';
import type { MemberId } from '../../../core/ids.js';
import { defineJob, type Job, wheneverPossible } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { ofEvent } from '../message-args.js';
import type { SeriesId } from '../types.js';
import { applyNow, endNow } from './change.js';
import { makeOccurrences } from './make.js';
import { MAKE, REGISTER } from './plan.js';
import { registerMembers, unregister } from './register.js';

const common = { class: 'normal', lateness: wheneverPossible } as const;

const make = defineJob(
  { ...common, kind: MAKE, upkeep: true, payload: z.object({ series: idSchema<SeriesId>() }) },
  (context, { series }) => makeOccurrences(context, series),
);

const register = defineJob(
  {
    ...common,
    kind: REGISTER,
    upkeep: true,
    // Rows of earlier versions tell nobody.
    payload: ofEvent.extend({ skip: z.int(), tells: z.boolean().default(false) }),
  },
  async (_context, { event, ...how }) => ({ type: 'done', effects: (inside) => registerMembers(inside, event, how) }),
);

const leave = defineJob(
  { ...common, kind: 'events.series.leave', payload: z.object({ series: idSchema<SeriesId>(), member: idSchema<MemberId>() }) },
  async (_context, { series, member }) => ({ type: 'done', effects: (inside) => unregister(inside, series, member) }),
);

const apply = defineJob({ ...common, kind: 'events.series.apply', payload: ofEvent }, async (_context, { event }) => ({
  type: 'done',
  effects: (inside) => applyNow(inside, event),
}));

const end = defineJob({ ...common, kind: 'events.series.end', payload: ofEvent }, async (_context, { event }) => ({
  type: 'done',
  effects: (inside) => endNow(inside, event),
}));

export const seriesJobs: readonly Job[] = [make, register, leave, apply, end];
