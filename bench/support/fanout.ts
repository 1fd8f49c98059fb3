/** What the platforms' fakes enforce, in messages a second. */
export const PERMITTED = { discord: 50, slack: 5 } as const;

export type Chat = keyof typeof PERMITTED;
export const CHATS = ['discord', 'slack'] as const satisfies readonly Chat[];

interface Reader {
  readonly user: string;
  /** Their conversation with the bot, which is open already. */
  readonly direct: string;
}

/** One person's command: until it was acknowledged and until its answer was there. */
export interface Asked {
  readonly chat: Chat;
  readonly ackMs: number;
  readonly answeredMs: number;
}

export type ToPlatforms =
  /** People give so many commands on each platform, one after the other. */
  | { readonly type: 'ask'; readonly times: number }
  /** A command a second on each platform until all messages are there. */
  | { readonly type: 'watch'; readonly until: number };

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
  | { readonly type: 'asked'; readonly commands: readonly Asked[] }
  | {
      readonly type: 'seen';
      /** When each message was there. */
      readonly came: Readonly<Record<Chat, readonly number[]>>;
      readonly commands: readonly Asked[];
      /** Readers who got more than one. */
      readonly doubled: number;
      readonly refused: number;
    };
