import { readAddress } from '../../../core/address.js';

/** The address where people join; undefined if it is none, or leads into the network of whoever opens it. */
export function readLink(text: string): string | undefined {
  const address = readAddress(text);
  return address === undefined || isInside(new URL(address).hostname) ? undefined : address;
}

/** Names and numbers that mean the machine itself or its own network (RFC 6761, RFC 6762, RFC 1918, RFC 6890), and usual names of such. */
function isInside(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase();
  if (/(^|\.)(localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa)$/.test(host)) return true;
  // Members are given names, not numbers of machines; a URL writes every IPv4 address as four numbers.
  return host.includes(':') || /^\d+(\.\d+){3}$/.test(host);
}
