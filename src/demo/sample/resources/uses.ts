import { addDays, localDateOf } from '../../../calendar/wall-clock.js';
import type { Context } from '../../../feature-api/index.js';
import { resourcesStore } from '../../../features/resources/store/index.js';
import type { ResourceId } from '../../../features/resources/types.js';
import { createChance } from '../../random.js';
import type { SampleCompany } from '../part.js';

/** How many days ago members looked something up. */
const LOOKED_UP = [70, 52, 38, 24, 15, 9, 4] as const;
/** What was looked for in vain on several of these days. */
const MISSED = ['stress', 'تدقيق خارجي', 'بودجەی بچووک'] as const;

/** How often resources were opened and files taken, and what members did not find, so that the report has something to tell. */
export async function seedUses(context: Context, { now }: SampleCompany, approved: readonly { readonly id: ResourceId }[]): Promise<void> {
  const store = resourcesStore(context.tx);
  const { timezone } = await context.community.settings();
  const today = localDateOf(now, timezone);
  for (const ago of LOOKED_UP) {
    const chance = createChance('uses', ago);
    const day = addDays(today, -ago);
    const month = day.slice(0, 7);
    for (const { id } of chance.some(approved, 9)) {
      await store.countUse(id, month, 'opened');
      if (chance.percent(40)) await store.countUse(id, month, 'fetched');
    }
    for (const words of MISSED) if (chance.percent(70)) await store.noteMiss(words, month, day);
  }
}
