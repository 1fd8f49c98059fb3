import type { Context } from '../../feature-api/index.js';
import { inputFor, wouldTakePart } from './matching-input.js';
import { type Help, helpToPair } from './pairing/possible.js';
import { readSettings } from './settings.js';
import { coffeeStore } from './store/index.js';
import type { RoundId } from './types.js';

/** In a larger community somebody can always be matched, and all pairs need not be looked at. */
const LARGEST = 100;

/**
 * What would make a pair possible where nobody could be matched although everyone took part; undefined if somebody could. Where fewer
 * than two have joined, the invitation is what makes others join.
 */
export async function helpNeeded(context: Context, id: RoundId): Promise<Help | undefined> {
  const store = coffeeStore(context.tx);
  const round = await store.round(id);
  if (!round || (await store.countEnrolled()) > LARGEST) return undefined;
  const [records, settings] = [await store.records(), await readSettings(context)];
  const members = await wouldTakePart(context, records, round, settings);
  if (members.length < 2) return undefined;
  return helpToPair(await inputFor(context, records, members, round, settings));
}
