import type { Actor } from '../core/access.js';
import type { Card } from '../core/message.js';
import type { Clock } from '../core/time.js';
import type { Mail } from '../ports/mail.js';
import type { Engines, Store, Transactions } from '../ports/store.js';
import type { Context, Contexts } from './context.js';
import { pageAddress } from './page-address.js';

export interface ContextParts
  extends Pick<
    Context,
    'logger' | 'features' | 'platforms' | 'compute' | 'blobs' | 'files' | 'linkChecks' | 'random' | 'configuredOrganisers'
  > {
  readonly store: Store;
  readonly clock: Clock;
  /** The address that browsers use, known only once the server listens; undefined where there is none. */
  readonly publicUrl?: () => string | undefined;
  /** The address of the browser chat, undefined where it is not served. */
  readonly chatUrl?: () => string | undefined;
  readonly mail?: Mail | undefined;
  /** Composes what waits for a reader and marks it as sent. */
  readonly takeWaiting: (context: Context, reader: Actor) => Promise<readonly Card[]>;
}

/** Makes contexts from the store and what every feature may use. Throws a `RangeError` unless exactly one feature provides people. */
export function createContexts(parts: ContextParts): Contexts {
  const { store, clock, logger, features, platforms, compute, blobs, files, linkChecks, random } = parts;
  const { configuredOrganisers, publicUrl, chatUrl, mail } = parts;
  const providers = features.all.flatMap(({ people }) => people ?? []);
  const [peopleOf] = providers;
  if (!peopleOf || providers.length > 1) throw new RangeError(`${providers.length} features provide people instead of one`);

  // No getters, and engines last: a getter of its own, or a function that is added to a spread, gives each object shapes of its own.
  // Those stay until the next full collection of garbage, and with them all that the transaction made.
  const extend = (engines: Engines, atomically: Context['atomically'] | undefined): Context => {
    const context: Context = {
      now: clock.now(),
      logger,
      people: peopleOf(engines.tx, () => context),
      platforms,
      compute,
      blobs,
      files,
      linkChecks,
      random,
      configuredOrganisers,
      features,
      addressOf: (path, rest) => pageAddress(publicUrl?.(), path, rest),
      chatAddress: (path) => chatUrl?.()?.replace(/\/+$/, '').concat(path),
      mail,
      takeWaiting: (reader) => parts.takeWaiting(context, reader),
      atomically: atomically ?? ((work) => work(context)),
      ...engines,
    };
    return context;
  };
  /** A context for use outside transactions, where it is always now. */
  const lasting = (engines: Engines, atomically: Context['atomically']): Context =>
    Object.defineProperty(extend(engines, atomically), 'now', { get: () => clock.now(), enumerable: true });

  const transactionOf =
    (transactions: Transactions): Contexts['transaction'] =>
    (work) =>
      transactions.transaction((engines) => work(extend(engines, undefined)));
  const transaction = transactionOf(store);
  return {
    concurrentWrites: store.concurrentWrites,
    autocommit: lasting(store.autocommit, transaction),
    urgent: lasting(store.urgent.autocommit, transactionOf(store.urgent)),
    transaction,
    sharedTransaction: (work) => store.sharedTransaction((engines, savepoint) => work(extend(engines, undefined), savepoint)),
    onPlanned: store.onPlanned,
    close: store.close,
  };
}
