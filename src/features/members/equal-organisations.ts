import { nameKey } from '../../core/fold.js';
import { type Context, tellChannel } from '../../feature-api/index.js';
import { ORGANISERS } from './channels.js';
import { organisationsStore } from './store/index.js';
import type { Organisation } from './types.js';

const SHOWN_MAX = 5;

/** Organisations whose names became equal when names were folded anew, with the one that they may be joined with. */
export async function equalOrganisations(
  context: Context,
): Promise<readonly { readonly from: Organisation; readonly into: Organisation }[]> {
  const store = organisationsStore(context.tx);
  const pairs: { from: Organisation; into: Organisation }[] = [];
  for (const from of await store.becameEqual()) {
    const into = await store.findByName(from.name);
    if (into && into.id !== from.id && nameKey(into.name) === nameKey(from.name)) pairs.push({ from, into });
  }
  return pairs.slice(0, SHOWN_MAX);
}

/** Tells organisers once of each set of equal organisations, at start-up. */
export async function tellOfEqualOrganisations(context: Context): Promise<void> {
  const pairs = await equalOrganisations(context);
  if (pairs.length === 0) return;
  await tellChannel(context, ORGANISERS, {
    key: `members:same-organisations:${pairs.map(({ from }) => from.id).join('-')}`,
    kind: 'members.same-organisations',
    args: {},
  });
}
