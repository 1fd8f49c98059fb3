import type { MemberId, RelayId } from '../core/ids.js';

/** offered → open (two at least have accepted) → ended. */
export const RELAY_STATES = ['offered', 'open', 'ended'] as const;
export type RelayState = (typeof RELAY_STATES)[number];

export type RelayMemberState = 'offered' | 'accepted' | 'stopped';

/** Carries the words of people who have no place in common. What they say is not kept here. */
export interface Relay {
  readonly id: RelayId;
  /** What it belongs to: a match's group key, `coffee:17`. */
  readonly key: string;
  readonly state: RelayState;
  /** How many words were carried. */
  readonly words: number;
  readonly members: readonly { readonly member: MemberId; readonly state: RelayMemberState }[];
}

export interface RelayRepository {
  find(id: RelayId): Promise<Relay | undefined>;
  findByKey(key: string): Promise<Relay | undefined>;
  ofMember(member: MemberId): Promise<readonly Relay[]>;
  /** A key that is there already changes nothing. */
  offer(key: string, members: readonly MemberId[]): Promise<Relay>;
  update(id: RelayId, change: Partial<Pick<Relay, 'state' | 'words'>>): Promise<void>;
  setMember(id: RelayId, member: MemberId, state: RelayMemberState): Promise<void>;
}
