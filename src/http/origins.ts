import type { Environment } from '../config/environment.js';

/** The names by which a machine calls itself. An attacker's page can't have them, so DNS rebinding does not reach them. */
export const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'] as const;

/** The origins of this machine. */
function loopbackOrigins(port: number): readonly string[] {
  return LOOPBACK.map((host) => originOf(host, port));
}

/**
 * The allowed origins of browsers: all names that this machine has for where the server listens. The one that links use comes last:
 * the public address, or one at which this machine reaches the server.
 */
export function originsOf(
  { HTTP_HOST, HTTP_PUBLIC_URL }: Pick<Environment, 'HTTP_HOST' | 'HTTP_PUBLIC_URL'>,
  port: number,
): readonly string[] {
  const own = originOf(HTTP_HOST, port);
  const others = isLoopback(own) || isEverywhere(HTTP_HOST) ? loopbackOrigins(port) : [];
  const reached = isEverywhere(HTTP_HOST) ? originOf(LOOPBACK[0], port) : own;
  const all = [...[own, ...others].filter((origin) => origin !== reached), reached];
  return HTTP_PUBLIC_URL === undefined ? all : [...all, new URL(HTTP_PUBLIC_URL).origin];
}

/** `http://host:port`, with the brackets that an IPv6 address needs. */
export function originOf(host: string, port: number): string {
  return new URL(`http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`).origin;
}

/** Accepts IP addresses, since a resolver can redirect names, and `localhost`, which is this machine by RFC 6761. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** Addresses that stand for all of the machine's. */
function isEverywhere(host: string): boolean {
  return ['0.0.0.0', '::', '[::]'].includes(host);
}
