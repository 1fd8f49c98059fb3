import type { Context } from '../../feature-api/index.js';
import { inputFor, wouldTakePart } from './matching-input.js';
import { type Help, helpToPair } from './pairing/possible.js';
import { FEWEST } from './rules/participants.js';
import { isSkipped } from './rules/skipped.js';
import { readSettings } from './settings.js';
import { coffeeStore } from './store/index.js';
import type { Round, RoundId } from './types.js';

/** Above this many members someone can always be matched, so that no forecast is made. */
const LARGEST = 100;
/** How many rounds are searched for the last one that was not cancelled. */
const LOOKED_AT = 50;

/**
 * What would make a pair possible where nobody could be matched although everyone took part; undefined if somebody could. Where fewer
 * than two have joined, the invitation is what makes others join, but not once one has come to nothing.
 */
export async function helpNeeded(context: Context, id: RoundId): Promise<Help | undefined> {
  const store = coffeeStore(context.tx);
  const round = await store.round(id);
  if (!round || (await store.countEnrolled()) > LARGEST) return undefined;
  const [records, settings] = [await store.records(), await readSettings(context)];
  const members = await wouldTakePart(context, records, round, settings);
  if (members.length < FEWEST) return (await wasInVain(context, round)) ? { sameOrganisation: false } : undefined;
  return helpToPair(await inputFor(context, records, members, round, settings));
}

/** Whether the last round before this one to which anybody could come found fewer than two, or was skipped itself. */
async function wasInVain(context: Context, { number }: Pick<Round, 'number'>): Promise<boolean> {
  const store = coffeeStore(context.tx);
  const rounds = await store.rounds({ limit: LOOKED_AT });
  const last = rounds.find((round) => round.number < number && round.state !== 'cancelled');
  if (!last) return false;
  const invited = (await store.participationCounts([last.id])).get(last.id)?.invited ?? 0;
  return isSkipped(last) || invited < FEWEST;
}
