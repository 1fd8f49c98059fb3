import type { MemberId } from '../../core/ids.js';
import { both, every, type Lookup, mapLookup } from '../../core/lookup.js';
import type { Context, Occasion } from '../../feature-api/index.js';
import { storiesStore } from './store/index.js';

/**
 * What went well for a member and was neither told nor put aside.
 * @param of The feature whose occasions are asked for; those of all features without it.
 */
export function openOccasions(
  context: Context,
  member: MemberId,
  of?: string,
): Lookup<readonly (Occasion & { readonly shown: boolean })[]> {
  const asked = context.features.all.filter(({ name }) => of === undefined || name === of);
  const occasions = every(asked.flatMap((feature) => feature.occasions?.(context, member) ?? []));
  return mapLookup(both(occasions, storiesStore(context.tx).occasionsOf(member)), ([found, states]) =>
    found.flat().flatMap((one) => (states.get(one.key) === 'closed' ? [] : [{ ...one, shown: states.get(one.key) === 'shown' }])),
  );
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
