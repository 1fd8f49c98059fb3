import { type Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Language } from '../../src/core/language.js';
import type { Clock } from '../../src/core/time.js';
import type { Member } from '../../src/ports/members.js';
import type { Store } from '../../src/ports/store.js';
import { shownName } from './display.js';
import { assetRoutes } from './gateway.js';
import { readPageFiles } from './page-files.js';
import { createSessions, isPlatformAccount, SESSION_COOKIE, type Sessions, type SignedIn } from './sessions.js';
import { signInRoutes } from './sign-in.js';
import { threshold } from './threshold.js';

interface DoorOptions {
  readonly store: Pick<Store, 'autocommit'>;
  readonly clock: Clock;
  /** The space of the accounts of the browser chat. */
  readonly space: string;
}

/** Who stands behind an account that came in. */
export interface Visitors {
  readonly sessions: Sessions;
  /** The member whose account this is now: whoever was erased or has let go of the account is nobody. */
  memberOf(account: SignedIn): Promise<Member | undefined>;
  greet(account: SignedIn): Promise<{ readonly language: Language; readonly name: string }>;
}

export function createVisitors({ store, clock, space }: DoorOptions): Visitors {
  const { members, community } = store.autocommit;
  const memberOf: Visitors['memberOf'] = async ({ user, member }) => {
    if (!isPlatformAccount(user)) return members.findByIdentity({ platform: 'web', space, user });
    if (member === null) return undefined;
    const accounts = await members.identities(member);
    return accounts.some((each) => `${each.platform}:${each.user}` === user) ? members.find(member) : undefined;
  };
  return {
    sessions: createSessions({ store, clock }),
    memberOf,
    async greet(account) {
      const member = await memberOf(account);
      return {
        language: member?.language ?? (await community.settings()).languages[0] ?? 'en',
        name: shownName(member?.name ?? account.user),
      };
    },
  };
}

/** The way in for pages that are no part of the chat. */
export interface Door {
  /** `/sign-in/*` and `/assets/*`, for where no browser chat serves them. Guard them as the chat does. */
  readonly routes: Hono;
  /** Who is signed in with this request, asked anew at each. */
  visitor(context: Context): Promise<Member | undefined>;
  /** Ends the session of an account that may be here for these pages alone. */
  showOut(context: Context): Promise<void>;
  /** A page of the house for whoever is not let in. */
  page(words: { readonly language: Language; readonly title: string; readonly body: string }): string;
}

export function createDoor(options: DoorOptions & { readonly pageFolder?: string }): Door {
  const { sessions, memberOf, greet } = createVisitors(options);
  const pageFiles = readPageFiles(options.pageFolder);
  const accountOf = async (context: Context): Promise<SignedIn | undefined> => {
    const secret = getCookie(context, SESSION_COOKIE);
    return secret === undefined ? undefined : sessions.find(secret);
  };
  return {
    routes: new Hono()
      .route('/', assetRoutes(pageFiles))
      .route('/sign-in', signInRoutes({ sessions, greet, onSignedOut: () => {}, pageFiles, hasChat: false })),
    async visitor(context) {
      const account = await accountOf(context);
      return account && memberOf(account);
    },
    async showOut(context) {
      const account = await accountOf(context);
      if (account && isPlatformAccount(account.user)) await sessions.close(getCookie(context, SESSION_COOKIE) ?? '');
    },
    page: (words) => threshold(pageFiles, words),
  };
}
