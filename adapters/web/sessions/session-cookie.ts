import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

/**
 * The prefix `__Host-` makes browsers accept the cookie from this host only, over a secure connection, for all paths
 * (RFC 6265bis).
 */
const NAME = '__Host-mudhif';
const ATTRIBUTES = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const;

/** The session's secret in a request; `undefined` without a cookie. */
export function readSessionCookie(context: Context): string | undefined {
  return getCookie(context, NAME);
}

/** Sets the cookie that holds the secret of a session. */
export function writeSessionCookie(context: Context, secret: string, maxAgeSeconds: number): void {
  setCookie(context, NAME, secret, { ...ATTRIBUTES, maxAge: maxAgeSeconds });
}

/** Deletes that cookie. */
export function deleteSessionCookie(context: Context): void {
  deleteCookie(context, NAME, ATTRIBUTES);
}
