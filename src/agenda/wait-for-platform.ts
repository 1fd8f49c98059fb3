import { type Delivery, UNKNOWN_OUTCOME } from '../ports/agenda.js';
import { type ChatAdapter, DeliveryError } from '../ports/chat.js';
import { ATTEMPTS_MAX } from './backoff.js';
import type { DeliverDeps, Outcome } from './delivery-outcomes.js';
import { type FailedAttempt, inAnHour } from './patience.js';
import { placeOfAttempt } from './place.js';

/** How the platform's absence shows in the agenda. */
const AWAY = 'delivery:wait';

/**
 * Makes a patient message wait for its platform where `work` would give it up: its place is kept, so that later ones follow it once the
 * platform is back. What fails although the platform answers ends as `work` says, or it would keep all that comes after it waiting.
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
    return again;
  }
  const isGivenUp = outcome.type === 'failed' && outcome.reason === UNKNOWN_OUTCOME;
  const hasNoPlatform = outcome.type === 'dropped' && outcome.reason === 'no-channel' && isNotConnected(deps, delivery);
  return isGivenUp || hasNoPlatform ? ((await later()) ?? outcome) : outcome;
}

/** Whether the platform answers nothing: it is asked for the message, whose earlier attempts may have left it there. */
async function isAway(deps: DeliverDeps, id: Delivery['id']): Promise<boolean> {
  const { deliveries } = deps.store.autocommit;
  const delivery = await deliveries.findById(id);
  if (delivery === undefined) return false;
  const adapter = adapterFor(deps, delivery);
  if (adapter === undefined) return isNotConnected(deps, delivery);
  try {
    const place = placeOfAttempt(delivery, adapter) ?? (await savedThread(deps, delivery, adapter));
    await place?.find(delivery.key, delivery.dueAt);
    return false;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    return error.outcome === 'wait' || error.outcome === 'ambiguous';
  }
}

const platformOf = ({ conversation, to }: Delivery) => conversation?.platform ?? ('platform' in to ? to.platform : undefined);

function adapterFor({ adapters }: DeliverDeps, delivery: Delivery): ChatAdapter | undefined {
  const platform = platformOf(delivery);
  return [...adapters.values()].find((each) => each.platform === platform);
}

/** The bot runs without the platform that the message is for. */
function isNotConnected(deps: DeliverDeps, delivery: Delivery): boolean {
  return platformOf(delivery) !== undefined && adapterFor(deps, delivery) === undefined;
}

/** The place of a message that no attempt came to send: the thread that an earlier one opened. */
async function savedThread({ store }: DeliverDeps, { to }: Delivery, adapter: ChatAdapter) {
  const thread = to.to === 'thread' ? await store.autocommit.conversations.find(to.thread, adapter.platform) : undefined;
  return thread && { find: (key: string, since: Delivery['dueAt']) => adapter.find(thread, key, since) };
}
