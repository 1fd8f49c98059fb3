import { createSessions } from '../../adapters/web/sessions/sessions.js';
import type { Environment } from '../config/environment.js';
import { InputError } from '../core/errors.js';
import type { MemberId } from '../core/ids.js';
import { systemClock } from '../core/time.js';
import { originOf } from '../http/origins.js';
import { phrase } from '../language/index.js';
import type { People } from '../ports/people.js';
import { readAccount } from './account-name.js';
import { offlineContexts, openStore } from './open-store.js';
import type { Output } from './output.js';
import { WEB_SPACE } from './serve.js';

/**
 * `mudhif sign-in web:NAME`, or an organiser's `slack:U…` or `discord:…`: prints a link that works once, also while the bot
 * runs. A platform account opens only the queues' dashboard. Throws an `InputError` for an account that is unknown or opens
 * nothing.
 */
export async function signIn(environment: Environment, output: Output, account: string): Promise<number> {
  const { platform, user: name } = readAccount(account);
  const web = platform === 'web' ? name : undefined;
  const user = web ?? `${platform}:${name}`;
  if (web === undefined && environment.REDIS_URL === undefined && environment.DATABASE_URL.startsWith('sqlite:'))
    throw new InputError('there are no queues to see', phrase('cli.sign-in.no-queues'));
  const { store } = await openStore(environment);
  const { people } = offlineContexts(store, environment).autocommit;
  try {
    const member =
      web === undefined
        ? await organiserOf(people, user)
        : ((await people.findByAccount({ platform: 'web', space: WEB_SPACE, user }))?.id ?? null);
    const secret = await createSessions({ store, clock: systemClock }).issueLink(user, member);
    const origin = environment.HTTP_PUBLIC_URL?.replace(/\/$/, '') ?? originOf(environment.HTTP_HOST, environment.HTTP_PORT);
    output.line(output.say.plain('cli.sign-in.link', { link: `${origin}/sign-in/${secret}` }));
    return 0;
  } finally {
    await store.close();
  }
}

/** Finds the organiser with this platform account. No platform is connected here, so the space is unknown. */
async function organiserOf(people: People, account: string): Promise<MemberId> {
  for (const { id } of await people.organisers()) {
    const accounts = await people.accounts(id);
    if (accounts.some(({ platform, user }) => `${platform}:${user}` === account)) return id;
  }
  throw new InputError('not the account of an organiser', phrase('cli.sign-in.no-organiser', { account }));
}
