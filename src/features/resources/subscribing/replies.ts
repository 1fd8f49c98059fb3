import type { Card } from '../../../core/message.js';
import type { Asker } from '../../../core/request.js';
import type { Context } from '../../../feature-api/index.js';
import { findingStore } from '../store/index.js';
import { subscriptionCard } from './cards.js';

export async function shownSubscription(context: Context, { actor, language }: Asker): Promise<Card> {
  return subscriptionCard(await findingStore(context.tx).subscription(actor.id), language);
}
