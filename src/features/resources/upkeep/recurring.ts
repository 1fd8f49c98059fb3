import type { Context } from '../../../feature-api/index.js';
import { warnOfExpiry } from './expiry.js';
import { planLinks } from './links.js';
import { askOrganisers, askOwners } from './review.js';
import { forgetContacts } from './take-down.js';

/** At every start. */
export const planUpkeep = (context: Context): Promise<void> => planLinks(context);

/** Once a day. */
export async function tidyUpkeep(context: Context): Promise<void> {
  await warnOfExpiry(context);
  await askOwners(context);
  await askOrganisers(context);
  await forgetContacts(context);
}
