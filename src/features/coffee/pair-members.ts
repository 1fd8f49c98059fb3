import type { Context } from '../../feature-api/index.js';
import type { PairingInput, PairingResult } from './pairing/types.js';
import { pairingResultSchema } from './stored.js';

const MODULE = new URL('./pair-within-limit.js', import.meta.url);

/** Finds the matches beside the event loop: a large community takes seconds. */
export async function pairMembers(context: Pick<Context, 'compute'>, input: PairingInput): Promise<PairingResult> {
  return pairingResultSchema.parse(await context.compute.run({ module: MODULE, name: 'pairWithinLimit', input }));
}
