import type { Context } from '../../feature-api/index.js';
import { inputFor, participantsOf, wouldTakePart } from './matching-input.js';
import { pairMembers } from './pair-members.js';
import type { LeftOutReason, PairingProof } from './pairing/types.js';
import { storedReasons } from './rules/reasons.js';
import { timelineFromNow } from './rules/timeline.js';
import type { Seats } from './seats.js';
import { readSettings } from './settings.js';
import { coffeeStore } from './store/index.js';
import { type Member, type Round, type SettingsWithCoffee, STATES_OVER, type StoredReason } from './types.js';

/** A match as organisers see it beforehand, or looking back. */
export interface ShownMatch {
  /** Null where somebody was erased since. */
  readonly seats: Seats;
  readonly reasons: readonly StoredReason[];
}

export interface Preview {
  /** The round that is shown; null when none is planned. */
  readonly round: Omit<Round, 'explanation'> | null;
  readonly matches: readonly ShownMatch[];
  readonly leftOut: readonly { readonly member: Member; readonly reason: LeftOutReason }[];
  readonly proof: PairingProof;
  readonly settings: SettingsWithCoffee;
}

/** The matches that would be found now. Writes nothing; with the same seed and nothing changed, the round has this result. */
export async function preview(context: Context): Promise<Preview> {
  const settings = await readSettings(context);
  const records = await coffeeStore(context.tx).records();
  const [newest] = records.rounds;
  const current = records.rounds.find(({ state }) => !STATES_OVER.includes(state));
  const open = current && (current.state === 'planned' || current.state === 'invited') ? current : undefined;
  const round = open ?? { number: (newest?.number ?? 0) + 1, seed: context.random(), ...timelineFromNow(context.now, settings) };
  const members =
    open?.state === 'invited'
      ? await participantsOf(context, records, open, settings)
      : await wouldTakePart(context, records, round, settings);
  const result = await pairMembers(context, await inputFor(context, records, members, round, settings));
  const people = new Map(members.map((member) => [Number(member.id), member]));
  return {
    round: open ?? null,
    matches: result.matches.map((match) => ({
      seats: match.members.map((id) => people.get(id) ?? null),
      reasons: storedReasons(match.members, match.reasons),
    })),
    leftOut: result.leftOut.flatMap(({ id, reason }) => {
      const member = people.get(id);
      return member ? [{ member, reason }] : [];
    }),
    proof: result.proof,
    settings,
  };
}
