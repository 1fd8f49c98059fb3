import type { Environment } from '../config/environment.js';
import { InputError } from '../core/errors.js';
import { phrase } from '../language/index.js';
import { openStore } from './open-store.js';
import type { Output } from './output.js';
import { WEB_SPACE } from './serve.js';

/** `mudhif sign-out web:NAME`: ends all sessions of an account, also while the bot runs. Throws an `InputError` for what is no account. */
export async function signOut(environment: Environment, output: Output, account: string): Promise<number> {
  const [, platform = 'web', user] = /^(?:(web|slack|discord):)?([a-z0-9][a-z0-9._-]{0,39})$/i.exec(account) ?? [];
  if (user === undefined) throw new InputError('no account', phrase('cli.sign-in.account-wrong', { account: account.slice(0, 60) }));
  const { store } = await openStore(environment);
  try {
    const accounts = [{ platform: platform as 'web' | 'slack' | 'discord', space: WEB_SPACE, user }];
    const count = await store.autocommit.webSessions.removeAccounts(accounts);
    output.line(output.say.plain('cli.sign-out.done', { account: `${platform}:${user}`, count }));
    return 0;
  } finally {
    await store.close();
  }
}
