export const PLATFORMS = ['web', 'slack', 'discord'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** A person's account. A member may have one in each space; `space` is the id of a workspace, a guild or the web chat. */
export interface Identity {
  readonly platform: Platform;
  readonly space: string;
  readonly user: string;
}
