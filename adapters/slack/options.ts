import type { Command } from '../../src/core/command.js';
import type { Language } from '../../src/core/language.js';
import type { Message } from '../../src/core/message.js';
import type { Clock } from '../../src/core/time.js';
import type { Timer } from '../../src/kit/timer.js';
import type { ChannelPurpose, ConversationRef, Identity } from '../../src/ports/chat.js';
import type { HeardStore } from '../../src/ports/heard.js';
import type { HomePage } from '../../src/ports/home-pages.js';
import type { Logger } from '../../src/ports/logger.js';
import type { Metrics } from '../../src/ports/metrics.js';
import type { Pace } from '../../src/ports/pace.js';
import type { ProblemListener } from '../../src/ports/problems.js';
import type { ServedChannelStore } from '../../src/ports/served-channels.js';
import type { CurrentChannels } from './places/channels.js';

/** How Slack sends events: over connections that the adapter opens, or to a public address (docs.slack.dev, "Events API"). */
export type SlackMode = { readonly type: 'socket'; readonly appToken: string } | { readonly type: 'http'; readonly signingSecret: string };

/** Whether an account is that of a member who left. */
export type HasLeft = (account: Identity) => Promise<boolean>;

export interface SlackAdapterOptions {
  readonly botToken: string;
  readonly mode: SlackMode;
  /** Default: `https://slack.com/api/`. */
  readonly apiUrl?: string;
  readonly commands: readonly Command[];
  /** How large a file may be that people send, in MB; by default as large as the platform passes on. */
  readonly uploadMb?: number;
  /** Real time, also where a time machine moves the community's, because Slack's timestamps are compared with it. */
  readonly clock: Clock;
  readonly logger: Logger;
  /** What channels are for. */
  readonly purposes: readonly ChannelPurpose[];
  /** The channels that organisers chose, by id or name. Otherwise channels with usual names serve, if the bot was invited. */
  readonly channels?: CurrentChannels;
  /** Remembers which channels served; without it a loss while no process runs goes unnoticed. */
  readonly served?: ServedChannelStore;
  /** Remembers until when nothing was missed; without it, messages written more than an hour before a start are not read. */
  readonly heard?: HeardStore;
  /** The accounts of the members that a reply mentions; planned messages carry theirs. */
  readonly mentionsOf?: (message: Message) => Promise<ReadonlyMap<number, Identity>>;
  /** The language of a person, for the adapter's own texts. */
  readonly languageOf?: (identity: Identity) => Promise<Language>;
  /** The community's languages, for texts whose reader's language is not known; English by default. */
  readonly languages?: () => Promise<readonly Language[]>;
  /** The key that a group was saved with, so that one group never serves two keys. */
  readonly groupKeyOf?: (conversation: ConversationRef) => Promise<string | undefined>;
  /** Whether an account is that of a member who left, so that the adapter notices who is back; by default of none. */
  readonly hasLeft?: HasLeft;
  /** The content of a person's home tab. */
  readonly home?: (person: Identity) => Promise<HomePage>;
  /** Receives problems that an organiser can solve. */
  readonly problems?: ProblemListener;
  /** Receives the durations of acknowledgements and waits; default: nobody. */
  readonly metrics?: Metrics;
  /** The rate limiter that all processes share. */
  readonly pace: Pace;
  /** Decides when what could not be read is read again; real time by default. */
  readonly timer?: Timer;
  /** Overrides for tests. */
  readonly timing?: Partial<SlackTiming>;
}

export interface SlackTiming {
  readonly sleep: (ms: number) => Promise<void>;
  readonly callTimeoutMs: number;
  /** How long the acknowledgement of a form waits for its answer. */
  readonly formAnswerMs: number;
  /** How many Socket Mode connections are open at once. */
  readonly connections: number;
  /** How long without any connection before the problem is reported. */
  readonly disconnectedMs: number;
}
