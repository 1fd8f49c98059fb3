/** Which bot is measured, and on which platform. */
export type Platform = 'slack' | 'discord';

/** What the fakes' process is told, and what it answers. */
export type ToFakes =
  | { readonly type: 'open' }
  | { readonly type: 'load'; readonly platform: Platform; readonly commands: number }
  | { readonly type: 'close' };

export interface Addresses {
  readonly slackApi: string;
  readonly discordApi: string;
  readonly slackTeam: string;
  readonly guild: string;
  /** The accounts of those who ask. */
  readonly discordPeople: readonly string[];
}

export interface Load {
  /** Milliseconds from each command to its acknowledgement. */
  readonly acks: readonly number[];
  /** Milliseconds until the last acknowledgement, and until the last person saw an answer. */
  readonly acknowledged: number;
  readonly answered: number;
}

export type FromFakes =
  | { readonly type: 'opened'; readonly addresses: Addresses }
  | { readonly type: 'acknowledged' }
  | { readonly type: 'loaded'; readonly load: Load }
  | { readonly type: 'closed' };

/** Tokens and people that all processes agree upon. */
export const DISCORD_TOKEN = 'fake-token';
export const PEOPLE = 1_000;
export const COMMAND = 'coffee';
export const SUBCOMMAND = 'status';

export const slackUser = (index: number): string => `U${String(index).padStart(8, '0')}`;
