import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from '../traits.js';
import { renewedLeases } from './renewed-leases.js';
import { resourceSummaries } from './resource-summaries.js';

/** Summaries of resources in each language and renewed leases of events, as one step, since they were released together. */
export function summariesAndRenewedLeases(traits: ColumnTraits): Migration {
  const steps = [resourceSummaries(traits), renewedLeases];
  return {
    async up(db: Kysely<unknown>) {
      for (const { up } of steps) await up(db);
    },
  };
}
