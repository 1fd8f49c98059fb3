// Whose turn it is. Sectors take turns in rounds: each is discussed once before any of them is discussed again. So over any time that
// begins with a round, no two of them are more than one topic apart.
//
// An annual topic takes its sector's turn in the round in which it falls: in that round, the sector is not chosen before. Whether it
// falls in the round can be counted, for each topic of a sector ends one turn; a topic of no sector, which ends none, waits where it
// would push an annual topic of a sector that had its turn into the same round, and as long as sectors are more than one topic apart.

import { topicsUntil } from './annual.js';
import type { Balance, SectorKey } from './balance.js';
import type { AnnualTopic } from './choice-types.js';
import type { Month } from './month.js';

interface Moment {
  readonly month: Month;
  /** Topics of a month. */
  readonly quota: number;
  /** Slots of the month that are still free. */
  readonly left: number;
  /** Those of a sector that takes no turns are of none here. */
  readonly annual: readonly AnnualTopic[];
  readonly balance: Balance;
  /** The sectors (and null) for which there is a proposal or an evergreen topic. */
  readonly available: ReadonlySet<SectorKey>;
  /** The sectors (and null) of the month's other topics. */
  readonly inMonth: ReadonlySet<SectorKey>;
}

export interface Turn {
  /** The sectors whose turn it is; null is among them if a topic of no sector may be chosen. */
  readonly sectors: ReadonlySet<SectorKey>;
  /** The sectors that wait for an annual topic, with its name. */
  readonly kept: ReadonlyMap<SectorKey, string>;
}

/**
 * Whose turn the next topic is. A sector that the month has already is left out if there is another; among the rest, those are in turn
 * that were discussed least often. Topics of no sector are in turn as long as they were not more often than these.
 */
export function nextTurn(moment: Moment): Turn {
  const { balance, available, inMonth } = moment;
  const { kept, nullWaits } = keepForAnnual(moment);
  const topicsOf = (key: SectorKey) => balance.topicsOf(key) + (kept.has(key) ? 1 : 0);
  const others = [...available].filter((key) => !inMonth.has(key));
  const possible = others.length > 0 ? others : [...available];
  const sectors = possible.filter((key) => key !== null);
  const least = Math.min(...sectors.map(topicsOf));
  const inTurn = possible.filter((key) => topicsOf(key) <= least && (key !== null || !nullWaits || sectors.length === 0));
  return { sectors: new Set(inTurn), kept };
}

/** The sectors that wait for their annual topic, and whether topics of no sector wait. */
function keepForAnnual({ month, quota, left, annual, balance, available }: Moment): {
  readonly kept: ReadonlyMap<SectorKey, string>;
  readonly nullWaits: boolean;
} {
  const sectors = [...available].filter((key) => key !== null);
  const least = Math.min(...sectors.map((key) => balance.topicsOf(key)));
  const leftInRound = sectors.filter((key) => balance.topicsOf(key) === least).length;
  const kept = new Map<SectorKey, string>();
  let nullWaits = balance.mostTopics() > least + 1;
  let ofNoSector = 0;
  const coming = annual
    .map(({ name, sector, ...topic }) => ({ name, sector, until: topicsUntil(topic, month, quota, left) }))
    .sort((one, other) => one.until - other.until);
  for (const { name, sector, until } of coming) {
    // Turns that end until then.
    const turns = until - ofNoSector;
    if (sector === null) ofNoSector++;
    else if (balance.topicsOf(sector) > least) nullWaits ||= turns <= leftInRound + 1;
    else if (available.has(sector) && turns <= leftInRound) kept.set(sector, name);
  }
  return { kept, nullWaits };
}
