import { InputError } from '../../../core/errors.js';
import type { Context, Page } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';

/** The address of a page: below the public address, or where the browser chat answers. Throws an `InputError` where there is neither. */
export function guestAddress(
  { addressOf, chatAddress }: Pick<Context, 'addressOf' | 'chatAddress'>,
  path: Page['path'],
  token: string,
): string {
  const address = addressOf(path, token) ?? chatAddress(`/p/${path}/${token}`);
  if (address === undefined) throw new InputError('no address', phrase('events-guests.error.no-address'));
  return address;
}
