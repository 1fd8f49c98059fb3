import { toId } from '../../core/ids.js';
import { after, DAY, type Instant, toInstant } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import { hashOf } from '../members/public.js';
import { lettersStore } from './store/index.js';
import type { Consent, ConsentId } from './types.js';

const FACT = 'letter.secret';
const BYTES = 32;
/** How long the link in a mail that asks for a confirmation works. */
const CONFIRM_LASTS = 7 * DAY;

/**
 * `unsubscribe` stands only in a header, which mail programs do not hand on; it stops the letter. `stop` stands in the letter, and can
 * only ask; `confirm` is mailed to the owner of the address, and stops it.
 */
type Purpose = 'unsubscribe' | 'stop' | 'confirm';

/** The secret part of an address: it belongs to one consent and one purpose, and follows from a secret of the community. */
export async function tokenOf(context: Context, purpose: Purpose, { id }: Pick<Consent, 'id'>): Promise<string> {
  const until = purpose === 'confirm' ? after(context.now, CONFIRM_LASTS) : undefined;
  return [id, ...(until === undefined ? [] : [until]), await signed(context, purpose, id, until)].join('-');
}

/** The consent that a token belongs to, stopped or not; undefined for one that never was or is over. */
export async function consentOf(context: Context, purpose: Purpose, token: string): Promise<Consent | undefined> {
  const parts = /^(?<id>\d{1,15})(?:-(?<until>\d{1,15}))?-(?<secret>[0-9a-f]{32})$/.exec(token)?.groups;
  if (!parts) return undefined;
  const id = toIdOrNone(parts['id'] ?? '');
  const until = parts['until'] === undefined ? undefined : toInstant(Number(parts['until']));
  if (id === undefined || (purpose === 'confirm') !== (until !== undefined)) return undefined;
  if (until !== undefined && until < context.now) return undefined;
  // Hashes are compared, so that the duration of the comparison tells nothing about the secret.
  const isRight = (await hashOf(parts['secret'] ?? '')) === (await hashOf(await signed(context, purpose, id, until)));
  return isRight ? lettersStore(context.tx).consent(id) : undefined;
}

function toIdOrNone(text: string): ConsentId | undefined {
  return Number(text) > 0 ? toId<ConsentId>(text) : undefined;
}

async function signed({ community }: Context, purpose: Purpose, id: ConsentId, until: Instant | undefined): Promise<string> {
  const secret = (await community.fact(FACT)) ?? (await community.keepFact(FACT, toText(crypto.getRandomValues(new Uint8Array(BYTES)))));
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const text = new TextEncoder().encode(`monthly ${purpose} ${id} ${until ?? ''}`);
  return toText(new Uint8Array(await crypto.subtle.sign('HMAC', key, text)).slice(0, BYTES / 2));
}

const toText = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
