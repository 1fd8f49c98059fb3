export const PLATFORMS = ['web', 'slack', 'discord'] as const;
export type Platform = (typeof PLATFORMS)[number];

interface ListedAccounts {
  /** The form of an account's id. */
  readonly pattern: RegExp;
  /** What an id looks like. */
  readonly example: string;
  /** A spreadsheet may take the id for a number, and round it. */
  readonly isNumber: boolean;
}

/** Platforms whose people can look up the ids of accounts, so that a list may name members by them. */
export const LISTED_ACCOUNTS = {
  slack: { pattern: /^[UW][A-Z0-9]{5,20}$/, example: 'U012AB3CD', isNumber: false },
  discord: { pattern: /^\d{15,21}$/, example: '712345678901234567', isNumber: true },
} as const satisfies Partial<Record<Platform, ListedAccounts>>;
export type ListedPlatform = keyof typeof LISTED_ACCOUNTS;
export const LISTED_PLATFORMS: readonly ListedPlatform[] = PLATFORMS.filter(
  (platform): platform is ListedPlatform => platform in LISTED_ACCOUNTS,
);

/** A person's account. A member may have one in each space; `space` is the id of a workspace, a guild or the web chat. */
export interface Identity {
  readonly platform: Platform;
  readonly space: string;
  readonly user: string;
}
