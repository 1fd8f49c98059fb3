import { NotFoundError } from '../../core/errors.js';
import { toId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { searchOrganisations } from './organisations.js';
import { organisationsStore } from './store/index.js';
import type { Organisation } from './types.js';

/** The organisation meant by its number (from completion) or its name. Throws a `NotFoundError` if there is none. */
export async function organisationByText(context: Context, typed: string): Promise<Organisation> {
  const byId = /^[1-9]\d{0,14}$/.test(typed) ? await organisationsStore(context.tx).find(toId(typed)) : undefined;
  const [found] = byId ? [byId] : await searchOrganisations(context, typed, 1);
  if (!found) throw new NotFoundError('no such organisation', phrase('members.organisation.none', { text: typed.slice(0, 60) }));
  return found;
}
