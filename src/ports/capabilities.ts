/** What a platform can do. The app falls back by these, never by a platform's name. */
export interface Capabilities {
  readonly privateReplies: boolean;
  readonly privateGroups: boolean;
  readonly threads: boolean;
  readonly forms: boolean;
  readonly files: boolean;
  /** Whether the bot may delete what people wrote in its threads. */
  readonly moderation?: boolean;
  /** Whether the bot may open a direct conversation with someone who never wrote to it (a welcome, say). */
  readonly unaskedDirectMessages: boolean;
  /** The platform has one fixed channel per purpose, so organisers have none to choose. */
  readonly fixedChannels?: boolean;
  /** People come in by the bot's own links, and nobody but an organiser ends their account. */
  readonly ownAccounts?: boolean;
}

/** What every chat does that has threads and forms. */
export const THREADS_AND_FORMS = { privateReplies: true, privateGroups: true, threads: true, forms: true, files: true } as const;
