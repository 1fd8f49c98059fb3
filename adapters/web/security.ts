import type { Context, MiddlewareHandler } from 'hono';
import { PAGE_HEADER } from './protocol.js';

/** No inline script or style, nothing from elsewhere, no framing; also for the answers of the interface. */
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
  // Not `no-referrer`: with it browsers send `Origin: null` with the sign-in form.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'x-frame-options': 'DENY',
};

/** Headers that every answer carries. */
export function secureHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) if (!context.res.headers.has(name)) context.header(name, value);
  };
}

/**
 * Serves only requests that name one of our own origins, so that neither a rebound DNS name nor another site in the same
 * browser can use the chat: `Host` must be ours (else 421), `Origin` too where there is one (else 403).
 * `origins` are like `http://127.0.0.1:3000`; read at each request, since a test's port is known late.
 */
export function guardOrigin(origins: () => readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const allowed = origins().map((origin) => new URL(origin));
    const host = context.req.header('host')?.toLowerCase();
    if (!allowed.some((url) => url.host === host)) return refuse(context, 421, 'This address is not served here.');
    const origin = context.req.header('origin');
    if (origin !== undefined && !allowed.some((url) => url.origin === origin)) {
      return refuse(context, 403, 'Requests from other sites are not taken.');
    }
    return next();
  };
}

/** For the interface: not from another site, and changes only from our own page (a foreign form can't set a header). */
export function guardInterface(): MiddlewareHandler {
  return async (context, next) => {
    const site = context.req.header('sec-fetch-site');
    const reads = context.req.method === 'GET' || context.req.method === 'HEAD';
    // A link may be followed from anywhere (`none`); everything else comes from our page.
    if (site !== undefined && site !== 'same-origin' && site !== 'none')
      return refuse(context, 403, 'Requests from other sites are not taken.');
    if (!reads && context.req.header(PAGE_HEADER) === undefined) return refuse(context, 403, `The header ${PAGE_HEADER} is missing.`);
    context.header('cache-control', 'no-store');
    return next();
  };
}

function refuse(context: Context, status: 403 | 421, reason: string): Response {
  return context.text(reason, status);
}
