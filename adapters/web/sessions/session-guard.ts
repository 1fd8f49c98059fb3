import { type Context, Hono } from 'hono';
import type { Clock } from '../../../src/core/time.js';
import type { People, Person } from '../../../src/ports/people.js';
import type { Store } from '../../../src/ports/store.js';
import { readPageFiles } from '../connect/page-files.js';
import { assetRoutes } from '../connect/page-routes.js';
import { createAccountMembers } from './account-members.js';
import { readSessionCookie } from './session-cookie.js';
import { createSessions, isPlatformAccount, type SessionAccount } from './sessions.js';
import { renderSignInPage, type SignInPage } from './sign-in-page.js';
import { signInRoutes } from './sign-in-routes.js';

/** Sign-in for pages that are not part of the web chat. */
export interface SessionGuard {
  /** `/sign-in/*` and `/assets/*`, for a process without the web chat. Mount them behind `guardOrigin`. */
  readonly routes: Hono;
  /** The member who is signed in with this request, read from the store at each request. */
  memberOf(context: Context): Promise<Person | undefined>;
  /** Ends the request's session if its account belongs to another platform, since such an account can use only these pages. */
  endPlatformSession(context: Context): Promise<void>;
  /** Renders a page for a person who has no access. */
  renderPage(page: SignInPage): string;
}

export interface SessionGuardOptions {
  readonly store: Pick<Store, 'autocommit'>;
  readonly people: Pick<People, 'findByAccount' | 'find' | 'accounts'>;
  readonly clock: Clock;
  /** Id of the web chat among the community's spaces. */
  readonly space: string;
  /** Folder of the built page; by default the folder of the build. */
  readonly pageFolder?: string;
}

export function createSessionGuard(options: SessionGuardOptions): SessionGuard {
  const sessions = createSessions(options);
  const { memberOf, addresseeOf } = createAccountMembers(options);
  const pageFiles = readPageFiles(options.pageFolder);
  const accountOf = async (context: Context): Promise<SessionAccount | undefined> => {
    const secret = readSessionCookie(context);
    return secret === undefined ? undefined : sessions.find(secret);
  };
  return {
    routes: new Hono()
      .route('/', assetRoutes(pageFiles))
      .route('/sign-in', signInRoutes({ sessions, addresseeOf, onSignedOut: () => {}, pageFiles, hasChat: false })),
    async memberOf(context) {
      const account = await accountOf(context);
      return account && memberOf(account);
    },
    async endPlatformSession(context) {
      const account = await accountOf(context);
      if (account && isPlatformAccount(account.user)) await sessions.close(readSessionCookie(context) ?? '');
    },
    renderPage: (page) => renderSignInPage(pageFiles, page),
  };
}
