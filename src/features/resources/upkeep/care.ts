import { type Lookup, lookups } from '../../../core/lookup.js';
import type { Tx } from '../../../core/transaction.js';
import { resourcesStore } from '../store/index.js';
import type { EditionId, ResourceId } from '../types.js';
import type { Copy, LinkHealth, TakeDown, Upkeep } from './types.js';

/** What is known about how a resource is looked after, whoever may read it. */
export interface Care {
  readonly upkeep: Upkeep | undefined;
  readonly copies: ReadonlyMap<EditionId, Copy>;
  readonly badLinks: ReadonlyMap<EditionId, LinkHealth>;
  readonly takeDowns: readonly TakeDown[];
}

export function careOf(tx: Tx, id: ResourceId): Lookup<Care> {
  const store = resourcesStore(tx);
  return lookups({ upkeep: store.upkeep(id), copies: store.copies(id), badLinks: store.linkHealth(id), takeDowns: store.takeDowns(id) });
}
