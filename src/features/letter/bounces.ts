import type { Actor } from '../../core/access.js';
import { InputError } from '../../core/errors.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { hashOfAddress } from './recipients.js';
import { addressesIn } from './rules/addresses.js';
import { lettersStore } from './store/index.js';

export interface Bounces {
  readonly known: number;
  readonly unknown: number;
}

/** Addresses whose letters came back: nothing is mailed there until their owners agree again. Throws an `InputError` for none. */
export async function enterBounces(context: Context, actor: Actor, text: string): Promise<Bounces> {
  const addresses = addressesIn(text);
  if (addresses.length === 0) throw new InputError('no address', phrase('letter.error.no-addresses'));
  const store = lettersStore(context.tx);
  let known = 0;
  for (const address of addresses) {
    const hash = await hashOfAddress(address);
    if ((await store.refuseAddress(hash, 'bounced', context.now)) === 0) continue;
    known += 1;
    await store.bounceMails(hash, context.now);
  }
  await context.audit.append({ at: context.now, actor: actor.id, action: 'letter.bounces', details: { addresses: known } });
  return { known, unknown: addresses.length - known };
}
