import type { Command } from '../../core/command.js';
import type { TableSpec } from '../../core/table-spec.js';
import type { Tx } from '../../core/transaction.js';
import type { ChannelPurpose } from '../../ports/chat.js';
import type { Entrance } from '../../ports/entrance.js';
import type { People } from '../../ports/people.js';
import type { ForFeatures } from './for-features.js';
import type { ForMembers } from './for-members.js';
import type { ForOrganisers } from './for-organisers.js';
import type { Handler } from './handler.js';
import type { Job } from './job.js';
import type { Notice } from './notice.js';
import type { Notification } from './notification.js';
import type { PersonHooks } from './person.js';
import type { PlatformEvents } from './platform-events.js';
import type { Running } from './running.js';
import type { SettingsSection } from './settings.js';
import type { ForTerminal } from './terminal.js';

/**
 * Everything that the program knows of a feature, as one constant. The registry, jobs, messages, home pages, settings,
 * channels, audit texts, export, erasure and merge are derived from the list of these values.
 */
export interface Feature<C> extends PlatformEvents<C>, Running<C>, ForMembers<C>, ForOrganisers<C>, ForFeatures<C>, ForTerminal<C> {
  readonly name: string;
  /** What its kinds of jobs and messages begin with, where rows in databases have had another word than its name from the start. */
  readonly kindPrefix?: string;
  /** Its tables, each after those it refers to. */
  readonly tables: readonly TableSpec[];
  readonly commands: readonly Command<C>[];
  readonly handlers: readonly Handler<C>[];
  readonly messages: readonly Notification<C>[];
  /** What it tells a person, as they see it in `/profile notifications`. */
  readonly notices?: readonly Notice[];
  readonly jobs: readonly Job<C>[];
  readonly person: PersonHooks<C>;
  readonly settings?: SettingsSection<C>;
  readonly channels?: readonly ChannelPurpose[];
  /** Provided by the one feature that keeps the members. The context holds these people, so it is made only after the call. */
  readonly people?: (tx: Tx, contextOf: () => C) => People;
  /** Provided by the one feature that lets people into the browser chat. */
  readonly entrance?: (context: C) => Entrance;
}
