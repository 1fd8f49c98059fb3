import type { Actor } from '../../../core/access.js';
import type { Request } from '../../../core/request.js';
import type { Context } from '../../../feature-api/index.js';
import { sectorLabel } from '../../members/public.js';
import { findingStore } from '../store/index.js';
import type { Subscription } from '../types.js';

/** What somebody hears of now, to be changed. */
export async function subscriptionContents(context: Context, { actor, language }: Request) {
  const { sectors = [], languages = [] } = (await findingStore(context.tx).subscription(actor.id)) ?? {};
  const known = (await context.community.settings()).sectors;
  // A sector that the settings no longer have stays as long as nobody takes it away.
  const offered = [...known, ...sectors.filter((sector) => !known.includes(sector))];
  return {
    options: { sectors: offered.map((value) => ({ value, label: sectorLabel(value, language) })) },
    values: { sectors, languages },
  };
}

/** From now on, once a week, if there is something. */
export async function subscribe(
  context: Context,
  actor: Actor,
  wanted: Pick<Subscription, 'sectors' | 'languages'>,
): Promise<Subscription> {
  const subscription = { member: actor.id, toldUntil: context.now, ...wanted };
  await findingStore(context.tx).subscribe(subscription);
  return subscription;
}
