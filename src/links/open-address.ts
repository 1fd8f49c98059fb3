import type { LookupAddress } from 'node:dns';
import { lookup as lookupName } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { networkInterfaces } from 'node:os';
import { callbackify } from 'node:util';
import { isPublicAddress } from '../kit/public-address.js';

/** Finds the addresses of a name. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** A name or an address that the bot does not connect to. */
export class ClosedAddressError extends Error {
  override readonly name = 'ClosedAddressError';
}

export const resolveName: Resolve = (host) => lookupName(host, { all: true });

/** Whether the bot may connect there: an address of the internet that is none of this machine's own. */
export function isOpenAddress(address: string): boolean {
  const own = Object.values(networkInterfaces()).flatMap((interfaces) => interfaces ?? []);
  return isPublicAddress(address) && !own.some((each) => each.address === address);
}

/**
 * Resolves a name for a connection: the addresses that are looked at are those that are connected to, so that a name which means
 * another address a moment later gains nothing. One closed address closes the whole name.
 *
 * @returns A look-up that throws nothing: its callback gets `ENOTFOUND` for a name without addresses and a `ClosedAddressError` for a
 * closed one.
 */
export function openLookup(resolve: Resolve, isOpen: (address: string) => boolean): LookupFunction {
  const openAddresses = async (host: string): Promise<readonly [LookupAddress, ...LookupAddress[]]> => {
    const [first, ...others] = await resolve(host);
    if (!first) throw Object.assign(new Error(`no address of ${host}`), { code: 'ENOTFOUND' });
    if (![first, ...others].every(({ address }) => isOpen(address))) throw new ClosedAddressError(`${host} is not on the internet`);
    return [first, ...others];
  };
  const find = callbackify(openAddresses);
  return (host, options, callback) =>
    find(host, (error, addresses) => {
      if (error) callback(error, '');
      else if (options.all === true) callback(null, [...addresses]);
      else callback(null, addresses[0].address, addresses[0].family);
    });
}
