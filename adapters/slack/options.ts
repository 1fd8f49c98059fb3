import type { Command } from '../../src/core/command.js';
import type { Language } from '../../src/core/language.js';
import type { Message } from '../../src/core/message.js';
import type { Clock } from '../../src/core/time.js';
import type { ConversationRef, Identity } from '../../src/ports/chat.js';
import type { Logger } from '../../src/ports/logger.js';
import type { Metrics } from '../../src/ports/metrics.js';
import type { Pace } from '../../src/ports/pace.js';
import type { ProblemListener } from '../../src/ports/problems.js';
import type { CurrentChannels } from './places/conversations.js';

/** How Slack reaches us: by connections that we open, or at an address of ours. */
export type SlackMode = { readonly type: 'socket'; readonly appToken: string } | { readonly type: 'http'; readonly signingSecret: string };

export interface SlackAdapterOptions {
  readonly botToken: string;
  readonly mode: SlackMode;
  /** Slack's own unless told: `https://slack.com/api/`. */
  readonly apiUrl?: string;
  readonly commands: readonly Command[];
  /** Slack's time, that is the true one: also where a time machine moves the community's. */
  readonly clock: Clock;
  readonly logger: Logger;
  /** Channels by id or name; without them, channels with the usual names that the bot was invited to. */
  readonly channels?: CurrentChannels;
  /** The accounts of members whom an answer mentions; planned messages bring theirs with them. */
  readonly mentionsOf?: (message: Message) => Promise<ReadonlyMap<number, Identity>>;
  /** The language of a person, for the adapter's own words. */
  readonly languageOf?: (identity: Identity) => Promise<Language>;
  /** The key that a group conversation was saved with, so that one group never serves two keys. */
  readonly groupKeyOf?: (conversation: ConversationRef) => Promise<string | undefined>;
  /** What a person's home tab shows. */
  readonly home?: (person: Identity) => Promise<Message>;
  /** Told of what an organiser can mend. */
  readonly problems?: ProblemListener;
  /** Who watches acknowledgements and waits; nobody unless told. */
  readonly metrics?: Metrics;
  /** How fast we may send, together with all other processes. */
  readonly pace: Pace;
  /** For tests. */
  readonly timing?: Partial<SlackTiming>;
}

export interface SlackTiming {
  readonly sleep: (ms: number) => Promise<void>;
  readonly callTimeoutMs: number;
  readonly formAnswerMs: number;
  readonly connections: number;
  readonly disconnectedMs: number;
}
