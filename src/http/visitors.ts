import { isIPv6 } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';
import { directionOf } from '../core/language.js';
import { type Clock, MINUTE } from '../core/time.js';
import { html } from '../kit/html.js';
import { createTtlCache } from '../kit/ttl-cache.js';
import { preferredLanguage, speaker } from '../language/index.js';

/** Pages that one address may ask for in a minute. A whole office may share one address. */
export const VISITS_PER_MINUTE = 120;
/** Forms that one address may send in a minute: at a workshop many guests register behind one address. */
export const FORMS_PER_MINUTE = 40;
/** Addresses that are remembered at once: a flood of new ones fills no memory. */
const ADDRESSES = 20_000;

/** Refuses an address that asks for too much within a minute, before anything is read from the database. */
export function limitVisitors(clock: Clock, perMinute = VISITS_PER_MINUTE): MiddlewareHandler {
  const visits = createTtlCache<{ count: number }>({ clock, ttlMs: MINUTE, maxEntries: ADDRESSES });
  return async (context, next) => {
    const address = addressOf(context);
    const known = visits.get(address);
    const own = known ?? { count: 0 };
    if (!known) visits.set(address, own);
    own.count += 1;
    return own.count > perMinute ? refusal(context) : next();
  };
}

function refusal(context: Context): Response {
  const language = preferredLanguage(context.req.header('accept-language')) ?? 'en';
  const page = html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}"><meta charset="utf-8"><p>${speaker(language).plain('pages.busy')}</p></html>
`;
  return context.html(page.text, 429, { 'retry-after': '60', 'content-security-policy': "default-src 'none'" });
}

/**
 * Whose request it is. A proxy of this machine or of its own network adds the address that it sees as the last one of
 * `x-forwarded-for`; what others claim there counts for nothing. One household has one /64 of IPv6.
 */
export function addressOf(context: Context): string {
  const peer = peerOf(context.env);
  const named = isNear(peer) ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  const address = (named ?? peer).slice(0, 45).toLowerCase();
  const mapped = /^::ffff:([\d.]+)$/.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  return isIPv6(address) ? networkOf(address) : address;
}

/** The first four groups of an IPv6 address, in which `::` stands for as many zeros as are missing. */
function networkOf(address: string): string {
  const [before = [], after] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const missing = after === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...(after ?? [])];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

function isNear(address: string): boolean {
  return /^(?:::ffff:)?(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|^::1$|^f[cd]/.test(address);
}

/** The address at the other end of the connection, as @hono/node-server tells it. */
function peerOf(bindings: unknown): string {
  const address = field(field(field(bindings, 'incoming'), 'socket'), 'remoteAddress');
  return typeof address === 'string' ? address : '';
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
