import { createHash, randomBytes } from 'node:crypto';
import type { MemberId } from '../../src/core/ids.js';
import { CLOCKS_APART } from '../../src/core/lifetimes.js';
import type { Clock } from '../../src/core/time.js';
import type { Store } from '../../src/ports/store.js';
import type { WebSession } from '../../src/ports/web-chat.js';
import { TIMES } from './limits.js';

/** `__Host-`: only over a trustworthy connection, for this host alone, for the whole site. */
export const SESSION_COOKIE = '__Host-mudhif';

/** Who came in: an account of the browser chat (`amal`), or of a platform (`slack:U1`), which opens no browser chat. */
export type SignedIn = Pick<WebSession, 'user' | 'member'>;

/** No account of the browser chat has a colon in its name. */
export function isPlatformAccount(user: string): boolean {
  return user.includes(':');
}

/** Sign-in without passwords: a one-use link becomes a session. Secrets have 256 random bits; only their hashes are kept. */
export interface Sessions {
  /** Makes a link's secret for this account; it serves once, within ten minutes. */
  issueLink(user: string, member: MemberId | null): Promise<string>;
  /** Whose link it is, without using it up. */
  peek(secret: string): Promise<SignedIn | undefined>;
  /** Uses up a link. `undefined` when it was used, is too old, or never was. */
  open(secret: string): Promise<{ readonly session: string; readonly user: string; readonly maxAgeSeconds: number } | undefined>;
  /** Whose session it is, on whatever platform their account is. */
  find(session: string): Promise<SignedIn | undefined>;
  /** The account of the browser chat that came in, if it is one. */
  userOf(session: string): Promise<string | undefined>;
  close(session: string): Promise<void>;
  /** Ends all sessions and links of an account: its role has ended, say. */
  closeAll(user: string): Promise<void>;
}

export function createSessions({ store, clock }: { readonly store: Pick<Store, 'autocommit'>; readonly clock: Clock }): Sessions {
  const { webSessions } = store.autocommit;
  const secretOf = (): string => randomBytes(32).toString('base64url');
  const look = async (secret: string, kind: 'link' | 'session') => {
    if (secret.length > 100) return undefined;
    const now = clock.now();
    const found = await webSessions.find(hashOf(secret), now);
    if (found?.kind !== kind) return undefined;
    // A link that is said to last longer than links do was made before the clock stepped back.
    return kind === 'link' && found.expiresAt > now + TIMES.signInLink + CLOCKS_APART ? undefined : found;
  };
  return {
    async issueLink(user, member) {
      const secret = secretOf();
      await webSessions.insert({ hash: hashOf(secret), kind: 'link', member, user, expiresAt: clock.now() + TIMES.signInLink });
      return secret;
    },
    peek: (secret) => look(secret, 'link'),
    async open(secret) {
      const link = await look(secret, 'link');
      // Of two at once, one only consumes it.
      if (!link || !(await webSessions.consume(link.hash))) return undefined;
      const session = secretOf();
      const { user, member } = link;
      await webSessions.insert({ hash: hashOf(session), kind: 'session', member, user, expiresAt: clock.now() + TIMES.session });
      return { session, user, maxAgeSeconds: TIMES.session / 1000 };
    },
    find: (session) => look(session, 'session'),
    async userOf(session) {
      const user = (await look(session, 'session'))?.user;
      return user === undefined || isPlatformAccount(user) ? undefined : user;
    },
    async close(session) {
      await webSessions.consume(hashOf(session));
    },
    closeAll: (user) => webSessions.removeUser(user),
  };
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
