import { type Delivery, UNKNOWN_OUTCOME } from '../ports/agenda.js';
import { DeliveryError } from '../ports/chat.js';
import { ATTEMPTS_MAX } from './backoff.js';
import type { DeliverDeps, Outcome } from './delivery-outcomes.js';
import { adapterOf, resolveDestination } from './destination.js';
import { type FailedAttempt, inAnHour } from './patience.js';
import { type Place, placeOf, placeOfAttempt } from './place.js';
import { reportingWait } from './report-failure.js';

/** How the platform's absence shows in the agenda. */
const AWAY = 'delivery:wait';

/**
 * Makes a patient message wait for its platform where `work` would give it up: its place is kept, so that later ones follow it once the
 * platform is back. What fails although the platform answers ends as `work` says, or it would keep all that comes after it waiting.
 *
 * @throws What `work` rejects with, unless it is a `DeliveryError` after which the message waits.
 */
export async function waitingForPlatform(
  deps: DeliverDeps,
  delivery: Delivery,
  { attempt, dueAt }: Pick<FailedAttempt, 'attempt' | 'dueAt'>,
  work: Promise<Outcome>,
): Promise<Outcome> {
  if (deps.notifications(delivery.kind)?.patient !== true) return work;
  const later = async () => ((await isAway(deps, delivery.id)) ? inAnHour({ dueAt, now: deps.clock.now() }, AWAY) : undefined);
  let outcome: Outcome;
  try {
    outcome = await work;
  } catch (error) {
    const mayPass = error instanceof DeliveryError && (error.outcome === 'wait' || error.outcome === 'ambiguous');
    const again = mayPass && attempt >= ATTEMPTS_MAX ? await later() : undefined;
    if (again === undefined) throw error;
    return reportingWait(deps, delivery, again);
  }
  const isGivenUp = outcome.type === 'failed' && outcome.reason === UNKNOWN_OUTCOME;
  const hasNoPlatform = outcome.type === 'dropped' && outcome.reason === 'no-channel' && isNotConnected(deps, delivery);
  const again = isGivenUp || hasNoPlatform ? await later() : undefined;
  return again === undefined ? outcome : reportingWait(deps, delivery, again);
}

/** Whether the platform answers nothing: it is asked for the message, whose earlier attempts may have left it there. */
async function isAway(deps: DeliverDeps, id: Delivery['id']): Promise<boolean> {
  const delivery = await deps.store.autocommit.deliveries.findById(id);
  if (delivery === undefined) return false;
  if (isNotConnected(deps, delivery)) return true;
  try {
    await (await placeWanted(deps, delivery))?.find(delivery.key, delivery.dueAt);
    return false;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    return error.outcome === 'wait' || error.outcome === 'ambiguous';
  }
}

/** The bot runs without the platform that the message is for. */
function isNotConnected({ adapters }: DeliverDeps, { conversation, to }: Delivery): boolean {
  const platform = conversation?.platform ?? ('platform' in to ? to.platform : undefined);
  return platform !== undefined && [...adapters.values()].every((each) => each.platform !== platform);
}

/** Where an attempt posted, or where the next one would post; undefined if it has no place. Throws a `DeliveryError`. */
async function placeWanted(deps: DeliverDeps, delivery: Delivery): Promise<Place | undefined> {
  const { store, adapters } = deps;
  const adapter = adapterOf(deps, delivery);
  const attempted = adapter && placeOfAttempt(delivery, adapter);
  if (attempted !== undefined) return attempted;
  const settings = await store.autocommit.community.settings();
  const resolved = await resolveDestination({ repositories: store.autocommit, adapters }, delivery.to, settings);
  return resolved.type === 'reachable' ? placeOf(store.autocommit, delivery, resolved, await resolved.open('')) : undefined;
}
