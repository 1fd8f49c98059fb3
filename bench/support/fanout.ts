/** What the platforms' fakes enforce, in messages a second. */
export const PERMITTED = { discord: 50, slack: 5 } as const;

interface Reader {
  readonly user: string;
  /** Their conversation with the bot, which is open already. */
  readonly direct: string;
}

export type ToPlatforms = { readonly type: 'watch'; readonly until: number };

export type FromPlatforms =
  | {
      readonly type: 'ready';
      readonly discord: { readonly url: string; readonly token: string; readonly space: string; readonly readers: readonly Reader[] };
      readonly slack: {
        readonly url: string;
        readonly botToken: string;
        readonly appToken: string;
        readonly space: string;
        readonly readers: readonly Reader[];
      };
    }
  | {
      readonly type: 'seen';
      readonly came: Readonly<Record<'discord' | 'slack', readonly number[]>>;
      readonly commands: readonly { readonly platform: 'discord' | 'slack'; readonly ackMs: number; readonly answeredMs: number }[];
      readonly doubled: number;
      readonly refused: number;
    };
