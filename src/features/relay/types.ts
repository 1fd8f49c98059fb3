import type { Id, MemberId } from '../../core/ids.js';

export type { DeliveryState } from '../../ports/agenda.js';

export type RelayId = Id<'relay'>;

/** offered → open (two at least have accepted) → ended. */
export const RELAY_STATES = ['offered', 'open', 'ended'] as const;
export type RelayState = (typeof RELAY_STATES)[number];

export type RelayMemberState = 'offered' | 'accepted' | 'stopped';

/** Carries messages between people who have no place in common. What they say is not kept here. */
export interface Relay {
  readonly id: RelayId;
  /** What it belongs to, as the key that the offering feature gave it. */
  readonly key: string;
  readonly state: RelayState;
  /** How many messages were carried. */
  readonly words: number;
  readonly members: readonly { readonly member: MemberId; readonly state: RelayMemberState }[];
}
