import type { Environment } from '../config/environment.js';
import { readAccount } from './account-name.js';
import { openStore } from './open-store.js';
import type { Output } from './output.js';
import { WEB_SPACE } from './serve.js';

/** `mudhif sign-out web:NAME`: ends all sessions of an account, also while the bot runs. Throws an `InputError` for what is no account. */
export async function signOut(environment: Environment, output: Output, account: string): Promise<number> {
  const { platform, user } = readAccount(account);
  const { store } = await openStore(environment);
  try {
    const count = await store.autocommit.webSessions.removeAccounts([{ platform, space: WEB_SPACE, user }]);
    output.line(output.say.plain('cli.sign-out.done', { account: `${platform}:${user}`, count }));
    return 0;
  } finally {
    await store.close();
  }
}
