import type { MemberId } from '../../core/ids.js';
import type { Context, Occasion } from '../../feature-api/index.js';
import { storiesStore } from './store/index.js';

/** What went well for a member and was neither told nor put aside. `of`: only what this feature knows. */
export async function openOccasions(
  context: Context,
  member: MemberId,
  of?: string,
): Promise<readonly (Occasion & { readonly shown: boolean })[]> {
  const found: Occasion[] = [];
  for (const { name, occasions } of context.features.all) {
    if (occasions && (of === undefined || name === of)) found.push(...(await occasions(context, member)));
  }
  if (found.length === 0) return [];
  const known = await storiesStore(context.tx).occasionsOf(member);
  return found.flatMap((one) => (known.get(one.key) === 'closed' ? [] : [{ ...one, shown: known.get(one.key) === 'shown' }]));
}

/** The feature of a command or button that knows occasions: after its answers members are invited. */
export function featureOf(context: Context, what: string): string | undefined {
  const words = what.split(/[^a-z-]+/);
  return context.features.all.find(({ name, occasions }) => occasions !== undefined && words.includes(name))?.name;
}

const KEY = /^[a-z]+:\d{1,15}$/;

/** The member has told it, or does not want to. Keys come from outside, so that only what looks like one is kept. */
export async function closeOccasion(context: Context, member: MemberId, key: string): Promise<void> {
  if (KEY.test(key)) await storiesStore(context.tx).noteOccasion(member, key, 'closed');
}
