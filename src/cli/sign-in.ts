import { createSessions } from '../../adapters/web/sessions.js';
import type { Environment } from '../config/environment.js';
import { InputError } from '../core/errors.js';
import { systemClock } from '../core/time.js';
import { phrase } from '../language/index.js';
import { openStore } from './open-store.js';
import type { Output } from './output.js';
import { WEB_SPACE } from './start.js';

/** `mudhif sign-in web:NAME`: a one-use link, also while the bot runs. Throws an `InputError` for what is no account. */
export async function signIn(environment: Environment, output: Output, account: string): Promise<number> {
  const user = /^(?:web:)?([a-z0-9][a-z0-9._-]{0,39})$/i.exec(account)?.[1];
  if (user === undefined) throw new InputError('not a web account', phrase('cli.sign-in.account-wrong', { account: account.slice(0, 60) }));
  const { store } = await openStore(environment);
  try {
    const member = await store.read.members.findByIdentity({ platform: 'web', space: WEB_SPACE, user });
    const secret = await createSessions({ store, clock: systemClock }).issueLink(user, member?.id ?? null);
    const origin = environment.HTTP_PUBLIC_URL?.replace(/\/$/, '') ?? `http://${environment.HTTP_HOST}:${environment.HTTP_PORT}`;
    output.line(output.say.plain('cli.sign-in.link', { link: `${origin}/sign-in/${secret}` }));
    return 0;
  } finally {
    await store.close();
  }
}
