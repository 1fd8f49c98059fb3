import type { Command } from '../../src/core/command.js';
import type { Language } from '../../src/core/language.js';
import type { Clock } from '../../src/core/time.js';
import type { Timer } from '../../src/kit/timer.js';
import type { ChannelPurpose } from '../../src/ports/chat.js';
import type { HeardStore } from '../../src/ports/heard.js';
import type { Logger } from '../../src/ports/logger.js';
import type { Metrics } from '../../src/ports/metrics.js';
import type { PlatformNeedName } from '../../src/ports/needs.js';
import type { Pace } from '../../src/ports/pace.js';
import type { ProblemListener } from '../../src/ports/problems.js';
import type { ServedChannelStore } from '../../src/ports/served-channels.js';

/** What organisers have chosen: a channel's id or name, by the name of the purpose. */
export type ChosenChannels = Readonly<Partial<Record<string, string>>>;

export interface DiscordAdapterOptions {
  readonly token: string;
  /** The id of the community's server. Not needed while the bot is in one server only. */
  readonly guildId?: string;
  /** The address of Discord's API, without version and trailing slash; the real one by default. */
  readonly apiUrl?: string;
  readonly commands: readonly Command[];
  /** How large a file may be that people send, in MB; by default as large as the platform passes on. */
  readonly uploadMb?: number;
  /**
   * Commands of one server appear at once and only there, which suits development; global ones also work in direct messages.
   * `global` by default.
   */
  readonly commandScope?: 'global' | 'guild';
  /** What channels are used for. */
  readonly purposes: readonly ChannelPurpose[];
  /** Reads which channels organisers have chosen; none by default. Called again and again, because organisers change it. */
  readonly channels?: () => Promise<ChosenChannels>;
  /** Remembers which channels served; without it a loss while no process runs goes unnoticed. */
  readonly served?: ServedChannelStore;
  /** Remembers until when nothing was missed; without it, messages written more than an hour before a start are not read. */
  readonly heard?: HeardStore;
  /** The community's languages, for texts whose reader's language is not known. */
  readonly languages: () => Promise<readonly Language[]>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Decides when an interaction is deferred; real time by default. */
  readonly timer?: Timer;
  /** Hears of problems that an organiser can solve. */
  readonly problems?: ProblemListener;
  /** Counts acknowledgements and waiting times; counts nothing by default. */
  readonly metrics?: Metrics;
  /** What is needed from the start until `meet` is called; nothing by default. */
  readonly needs?: readonly PlatformNeedName[];
  /** Limits the requests of all processes together. */
  readonly pace: Pace;
  /** Waits, in milliseconds, until a request may be sent; real time by default. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** Discord accounts that the community knows, so that at the start the adapter notices who left while it was not running. */
  readonly knownAccounts?: () => Promise<readonly string[]>;
  /** Accounts of members who have left, so that the adapter notices who is back. */
  readonly leftAccounts?: () => Promise<readonly string[]>;
}
