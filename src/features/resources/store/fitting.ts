import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Tx } from '../../../core/transaction.js';
import type { ResourceId } from '../types.js';
import type { Found } from './search.js';
import type { ResourcesTables } from './tables.js';

/** What is known of a resource that may fit something. */
export interface Candidate extends Pick<Found, 'title' | 'summary' | 'languages'> {
  readonly id: ResourceId;
}

/** What fits something. */
export function fittingStore({ db: base, community, traits }: Tx) {
  const db = base.withTables<ResourcesTables>();
  return {
    /** Those of these that are searched. */
    candidates(ids: readonly ResourceId[]): Lookup<readonly Candidate[]> {
      const query = db
        .selectFrom('resource_words')
        .select(['resource_id as id', 'title', 'summary', 'languages'])
        .where('community_id', '=', community)
        .where(traits.isOneOf('resource_id', ids));
      return lookup(query, (rows) => rows);
    },
    /** Which resources have one of these links, as `linkKey` gives them. */
    withLinks(keys: readonly string[]): Lookup<ReadonlySet<ResourceId>> {
      const query = db
        .selectFrom('resource_editions')
        .select('resource_id')
        .where('community_id', '=', community)
        .where('link_key', 'in', keys.length === 0 ? [''] : keys);
      return lookup(query, (rows) => new Set(rows.map(({ resource_id }) => resource_id)));
    },
  };
}
