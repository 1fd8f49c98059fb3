import type { Context, MiddlewareHandler } from 'hono';
import { PAGE_HEADER } from '../protocol.js';

/** Forbids inline scripts and styles, resources of other sites, and frames. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  // `no-referrer` would make browsers send `Origin: null` with the sign-in form, which the origin guard refuses.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'x-frame-options': 'DENY',
};

/** Adds the security headers to every response that does not set them itself. */
export function secureHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) if (!context.res.headers.has(name)) context.header(name, value);
  };
}

/**
 * Refuses requests to another host (421) or from another site (403), so that neither DNS rebinding nor another site in the
 * same browser can use the chat.
 *
 * @param origins Our origins, such as `http://127.0.0.1:3000`; read at each request, because the port may be known late.
 */
export function guardOrigin(origins: () => readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const allowed = origins().map((origin) => new URL(origin));
    const host = context.req.header('host')?.toLowerCase();
    if (!allowed.some((url) => url.host === host)) return refuse(context, 421, NOT_SERVED);
    const origin = context.req.header('origin');
    if (origin !== undefined && !allowed.some((url) => url.origin === origin)) return refuse(context, 403, OTHER_SITE);
    return next();
  };
}

/** Refuses requests that name another host, whatever the port: a page of an attacker can't have these names. */
export function guardHostName(names: readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host')?.toLowerCase().replace(/:\d+$/, '');
    return host !== undefined && names.includes(host) ? next() : refuse(context, 421, NOT_SERVED);
  };
}

/**
 * Protects the API against requests forged by other sites. Changes need a header that a form of another site can't set.
 */
export function guardApi(): MiddlewareHandler {
  return async (context, next) => {
    const site = context.req.header('sec-fetch-site');
    const reads = context.req.method === 'GET' || context.req.method === 'HEAD';
    // `none` is a link that was opened directly, for instance a download.
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return refuse(context, 403, OTHER_SITE);
    if (!reads && context.req.header(PAGE_HEADER) === undefined) return refuse(context, 403, `The header ${PAGE_HEADER} is missing.`);
    context.header('cache-control', 'no-store');
    return next();
  };
}

const NOT_SERVED = 'This address is not served here.';
const OTHER_SITE = 'Requests from other sites are not taken.';

function refuse(context: Context, status: 403 | 421, reason: string): Response {
  return context.text(reason, status);
}
