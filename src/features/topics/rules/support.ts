import { earliest, type Instant } from '../../../core/time.js';
import type { SectorKey } from './balance.js';
import type { Proposal } from './choice-types.js';
import { SHOWN_FROM } from './counts.js';
import { lotOf } from './lot.js';

/** A proposal with all that was merged into it. */
export interface Candidate {
  readonly id: number;
  readonly sector: string | null;
  /** The sector for which it counts. */
  readonly key: SectorKey;
  /** How many organisations support it, however many of their people do; people without one add nothing. */
  readonly organisations: number;
  /** Whether the number is told; `few`: it is below `SHOWN_FROM`. See `shownSupport`. */
  readonly told: 'exact' | 'few' | 'untold';
  /** How many types these organisations are of. */
  readonly types: number;
  /** When the first of the merged proposals was made. */
  readonly since: Instant;
  readonly lot: number;
}

/** The proposals that can be chosen. One that was merged into a proposal that is not in the list cannot. */
export function candidatesOf(
  proposals: readonly Proposal[],
  keyOf: (sector: string | null) => SectorKey,
  seed: number,
): readonly Candidate[] {
  const target = new Map<number, number>();
  for (const { id, mergedInto } of proposals) if (mergedInto !== null) target.set(id, mergedInto);
  const merged = new Map<number, Proposal[]>();
  for (const proposal of proposals) {
    if (proposal.mergedInto === null) continue;
    const root = rootOf(proposal.id, target);
    const group = merged.get(root);
    if (group === undefined) merged.set(root, [proposal]);
    else group.push(proposal);
  }
  const count = createCounter();
  const candidates: Candidate[] = [];
  for (const proposal of proposals) {
    if (proposal.mergedInto !== null) continue;
    const { id, sector } = proposal;
    const group = [proposal, ...(merged.get(id) ?? [])];
    const since = group.reduce((first, each) => earliest(first, each.since), proposal.since);
    const counts = count(group);
    candidates.push({ id, sector, key: keyOf(sector), ...counts, told: toldOf(group, counts.organisations), since, lot: lotOf(seed, id) });
  }
  return candidates;
}

function toldOf(group: readonly Proposal[], organisations: number): Candidate['told'] {
  if (group.every(({ anonymous }) => !anonymous)) return 'exact';
  if (group.length > 1) return 'untold';
  return organisations < SHOWN_FROM ? 'few' : 'exact';
}

/** Follows the merges; those that run in a circle lead to no proposal that could be chosen. */
function rootOf(id: number, target: ReadonlyMap<number, number>): number {
  const passed = new Set<number>();
  let root = id;
  for (let next = target.get(root); next !== undefined && !passed.has(root); next = target.get(root)) {
    passed.add(root);
    root = next;
  }
  return root;
}

/** Counts the organisations of one group after the other, and their types. A set for each group would take twice as long. */
function createCounter(): (group: readonly Proposal[]) => Pick<Candidate, 'organisations' | 'types'> {
  /** By organisation, in which group it was met last. */
  const met = new Map<number, { lastIn: number }>();
  let groups = 0;
  return (group) => {
    groups++;
    let organisations = 0;
    const types: string[] = [];
    for (const { supporters } of group) {
      for (const { organisation, type } of supporters) {
        if (organisation === null) continue;
        const known = met.get(organisation);
        if (known?.lastIn === groups) continue;
        if (known === undefined) met.set(organisation, { lastIn: groups });
        else known.lastIn = groups;
        organisations++;
        if (type !== null && !types.includes(type)) types.push(type);
      }
    }
    return { organisations, types: types.length };
  };
}
