import type { Actor } from '../core/access.js';
import type { Tx } from '../core/transaction.js';
import type { Card } from '../core/message.js';
import type { Settings } from '../core/settings.js';
import type { Instant } from '../core/time.js';
import type { AgendaRepository, AuditRepository, ConversationRepository, DeliveryRepository } from '../ports/agenda.js';
import type { Compute } from '../ports/compute.js';
import type { Identity } from '../ports/chat.js';
import type { Logger } from '../ports/logger.js';
import type { People } from '../ports/people.js';
import type { Platforms } from '../ports/platforms.js';
import type { CommunityRepository, PersonalDataRepository } from '../ports/store.js';
import type { FeatureSet } from './feature-set.js';

/**
 * What handlers, hooks, jobs and messages of a feature work with. Inside a transaction everything here reads and writes in
 * that transaction; outside one (`inTransaction` is false) each call commits by itself.
 */
export interface Context {
  readonly tx: Tx;
  readonly inTransaction: boolean;
  /** The moment at which the transaction began; outside a transaction the present. */
  readonly now: Instant;
  readonly logger: Logger;
  /** Settings as stored, and small named facts. Settings are changed through `settings/editor.ts` only. */
  readonly community: CommunityRepository;
  readonly agenda: AgendaRepository;
  readonly deliveries: DeliveryRepository;
  readonly conversations: ConversationRepository;
  readonly audit: AuditRepository;
  /** What the engines (deliveries, agenda, audit log, browser chat) hold about a person. */
  readonly personalData: PersonalDataRepository;
  readonly people: People;
  readonly platforms: Platforms;
  readonly compute: Compute;
  /** A random safe integer from 0 on. */
  readonly random: () => number;
  /** The organisers that the configuration names; without a `space`, in any space of the platform. */
  readonly configuredOrganisers: readonly ConfiguredOrganiser[];
  /** All features: commands, settings sections, channel purposes, person hooks, listeners and contributions. */
  readonly features: FeatureSet;
  /** Deliveries that wait for a reader who has to ask for them: composed now and marked as sent. */
  readonly takeWaiting: (reader: Actor) => Promise<readonly Card[]>;
  /** Runs `work` in this transaction, or in a new one if none is open. */
  atomically<T>(work: (context: Context) => Promise<T>): Promise<T>;
}

export type ConfiguredOrganiser = Pick<Identity, 'platform' | 'user'> & { readonly space?: string };

/** Settings of the moment: of the transaction, or as last committed. */
export function settingsOf(context: Pick<Context, 'community'>): Promise<Settings> {
  return context.community.settings();
}
