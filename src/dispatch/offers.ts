import { every } from '../core/lookup.js';
import type { Card } from '../core/message.js';
import type { Request } from '../core/request.js';
import type { Context } from '../feature-api/index.js';

/**
 * What features offer below the private answer to a command. One statement looks for all of it; what was found may ask a platform, so
 * no transaction is open. An offer that fails is left out.
 */
export async function offeredCards(context: Context, request: Request, what: string): Promise<readonly Card[]> {
  const failed = (error: unknown, feature?: string) =>
    context.logger.warn({ eventId: request.eventId, ...(feature !== undefined && { feature }), error }, 'an offer could not be made');
  try {
    const asked = context.features.all.flatMap(({ name, offers = [] }) =>
      offers.flatMap((offer) => {
        const found = offer(context, request, what);
        return found ? [{ name, queries: found.queries, read: (rows: Parameters<typeof found.read>[0]) => () => found.read(rows)() }] : [];
      }),
    );
    const found = await context.tx.find(every(asked));
    const cards: Card[] = [];
    for (const [index, toCards] of found.entries()) {
      try {
        cards.push(...(await toCards()));
      } catch (error) {
        failed(error, asked[index]?.name);
      }
    }
    return cards;
  } catch (error) {
    failed(error);
    return [];
  }
}
