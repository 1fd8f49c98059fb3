import { z } from 'zod';
import { defineJob } from '../../src/feature-api/index.js';

/** The job that a runner wants for deliveries, where there are none. */
export const noDeliveries = defineJob<unknown>(
  { kind: 'deliver', class: 'delivery', lateness: { policy: 'run' }, payload: z.unknown() },
  async () => ({ type: 'done', effects: async () => {} }),
);
