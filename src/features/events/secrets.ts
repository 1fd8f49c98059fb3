import type { Context } from '../../feature-api/index.js';

const FACT = 'events.secret';
const BYTES = 32;

/** Makes the secret part of an address from what the address is for. */
export type Secrets = (purpose: string) => Promise<string>;

/**
 * Makes the secret parts of addresses that only some people know. They follow from a secret of the community, so that an address can
 * be shown again and is nowhere written down.
 */
export async function secretsOf({ community }: Pick<Context, 'community'>): Promise<Secrets> {
  const secret = (await community.fact(FACT)) ?? (await community.keepFact(FACT, toText(crypto.getRandomValues(new Uint8Array(BYTES)))));
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return async (purpose) => {
    const signed = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(purpose));
    return toText(new Uint8Array(signed).slice(0, BYTES / 2));
  };
}

/** What is kept of a secret, to find what it is for. */
export async function hashOfSecret(secret: string): Promise<string> {
  return toText(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret))));
}

const toText = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
