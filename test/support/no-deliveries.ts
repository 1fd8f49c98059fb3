import { z } from 'zod';
import { defineJob } from '../../src/core/job.js';
import type { Repositories } from '../../src/ports/store.js';

/** The job that a runner wants for deliveries, where there are none. */
export const noDeliveries = defineJob<Repositories, unknown>({
  kind: 'deliver',
  class: 'delivery',
  lateness: { policy: 'run' },
  payload: z.unknown(),
  run: async () => ({ type: 'done', effects: async () => {} }),
});
