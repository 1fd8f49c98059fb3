import type { Actor } from '../core/access.js';
import type { Card } from '../core/message.js';
import type { Instant } from '../core/time.js';
import type { BlobStore } from '../ports/blobs.js';
import type { Identity } from '../ports/chat.js';
import type { Compute } from '../ports/compute.js';
import type { FileTools } from '../ports/files.js';
import type { Links } from '../ports/links.js';
import type { Logger } from '../ports/logger.js';
import type { Mail } from '../ports/mail.js';
import type { People } from '../ports/people.js';
import type { Platforms } from '../ports/platforms.js';
import type { Committed, Engines, Savepoint, Store } from '../ports/store.js';
import type { FeatureSet } from './parts/feature-set.js';

/**
 * What handlers, hooks, jobs and messages of a feature work with. Inside a transaction everything here reads and writes in
 * that transaction; outside one (`inTransaction` is false) each call commits by itself. Settings are changed through
 * `changeSettings` of src/settings only.
 */
export interface Context extends Omit<Engines, 'leases'> {
  /** The moment at which the transaction began; outside a transaction the present. */
  readonly now: Instant;
  readonly logger: Logger;
  readonly people: People;
  readonly platforms: Platforms;
  readonly compute: Compute;
  /** Where the bytes of files are. Features use `storeBlob`, `keepBlob` and `releaseBlobs`. */
  readonly blobs: BlobStore;
  /** Checks and reads files that people send. */
  readonly files: FileTools;
  /** Looks whether links still lead somewhere. */
  readonly linkChecks: Links;
  /** A random safe integer from 0 on. */
  readonly random: () => number;
  /** The organisers that the configuration names; without a `space`, in any space of the platform. */
  readonly configuredOrganisers: readonly ConfiguredOrganiser[];
  /** All features: commands, settings sections, channel purposes, person hooks, listeners and contributions. */
  readonly features: FeatureSet<Context>;
  /**
   * The address of a page for people's browsers; undefined if the bot has no public address.
   *
   * @param path as the page declares it: `events/certificate`
   * @param rest what follows: a number or a secret token
   */
  readonly addressOf: (path: string, rest?: string) => string | undefined;
  /** The address of a path of the browser chat (`/sign-in/…`); undefined if it is not served. */
  readonly chatAddress: (path: string) => string | undefined;
  /** Undefined if the bot can send no mail. */
  readonly mail: Mail | undefined;
  /** Deliveries that wait for a reader who has to ask for them: composed now and marked as sent. */
  readonly takeWaiting: (reader: Actor) => Promise<readonly Card[]>;
  /** Runs `work` in this transaction, or in a new one if none is open. */
  atomically<T>(work: (context: Context) => Promise<T>): Promise<T>;
}

export type ConfiguredOrganiser = Pick<Identity, 'platform' | 'user'> & { readonly space?: string };

/** Hands out contexts. */
export interface Contexts extends Omit<Store, 'autocommit' | 'urgent' | 'transaction' | 'sharedTransaction'> {
  /** Outside a transaction: each call commits by itself. */
  readonly autocommit: Context;
  /** The same for people who wait: it goes before what the bot does of its own accord. */
  readonly urgent: Context;
  /** Runs `work` in one transaction: all of it is written, or nothing. Throws what `work` throws. */
  transaction<T>(work: (context: Context) => Promise<T>): Promise<T>;
  /** The same for the work of several people who share one commit, each behind a savepoint. */
  sharedTransaction<T>(work: (context: Context, savepoint: Savepoint) => Promise<T>): Promise<Committed<T>>;
}
