import type { Context } from '../../../feature-api/index.js';
import { prepareCopies } from './copies.js';
import { warnOfExpiry } from './expiry.js';
import { planLinks } from './links.js';
import { askOrganisers, askOwners } from './review.js';
import { forgetContacts } from './take-down.js';

/** At every start. */
export async function planUpkeep(context: Context): Promise<void> {
  await planLinks(context);
  await prepareCopies(context);
}

/** Once a day. */
export async function tidyUpkeep(context: Context): Promise<void> {
  await warnOfExpiry(context);
  await askOwners(context);
  await askOrganisers(context);
  await forgetContacts(context);
}
