import type { OrganisationId } from '../../../core/ids.js';
import { earliest, type Instant } from '../../../core/time.js';
import type { Proposal } from './choice-types.js';

/** A proposal with all that was merged into it. */
export interface Candidate {
  readonly id: number;
  readonly sector: string | null;
  /** How many organisations support it, however many of their people do; people without one add nothing. */
  readonly organisations: number;
  /** How many types these organisations are of. */
  readonly types: number;
  /** When the first of the merged proposals was made. */
  readonly since: Instant;
}

/** The proposals that can be chosen. One that was merged into a proposal that is not in the list cannot. */
export function candidatesOf(proposals: readonly Proposal[]): readonly Candidate[] {
  const groups = new Map<number, Proposal[]>();
  for (const proposal of proposals) if (proposal.mergedInto === null) groups.set(proposal.id, [proposal]);
  const merged = proposals.filter(({ mergedInto }) => mergedInto !== null);
  const target = new Map(merged.map(({ id, mergedInto }) => [id, mergedInto]));
  for (const proposal of merged) groups.get(rootOf(proposal.id, target))?.push(proposal);
  return [...groups.values()].map(candidateOf);
}

/** Follows the merges; those that run in a circle lead to no proposal that could be chosen. */
function rootOf(id: number, target: ReadonlyMap<number, number | null>): number {
  const passed = new Set<number>();
  let root = id;
  for (let next = target.get(root); typeof next === 'number' && !passed.has(root); next = target.get(root)) {
    passed.add(root);
    root = next;
  }
  return root;
}

function candidateOf(group: readonly Proposal[]): Candidate {
  const organisations = new Set<OrganisationId>();
  const types = new Set<string>();
  let since: Instant | undefined;
  for (const proposal of group) {
    since = since === undefined ? proposal.since : earliest(since, proposal.since);
    for (const { organisation, type } of proposal.supporters) {
      if (organisation === null) continue;
      organisations.add(organisation);
      if (type !== null) types.add(type);
    }
  }
  const [own] = group;
  if (own === undefined || since === undefined) throw new RangeError('a group of no proposals');
  return { id: own.id, sector: own.sector, organisations: organisations.size, types: types.size, since };
}
