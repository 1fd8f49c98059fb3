import { InputError } from '../core/errors.js';
import { phrase } from '../language/index.js';
import { PLATFORMS, type Platform } from '../ports/identity.js';

/** An account as it is typed, `web:NAME` or `slack:U…`; a name alone is one of the browser chat. Throws an `InputError` for anything else. */
export function readAccount(typed: string): { readonly platform: Platform; readonly user: string } {
  const [, named = 'web', user] = /^(?:([a-z]+):)?([a-z0-9][a-z0-9._-]{0,39})$/i.exec(typed) ?? [];
  const platform = PLATFORMS.find((known) => known === named.toLowerCase());
  if (platform === undefined || user === undefined)
    throw new InputError('no account', phrase('cli.sign-in.account-wrong', { account: typed.slice(0, 60) }));
  return { platform, user };
}
