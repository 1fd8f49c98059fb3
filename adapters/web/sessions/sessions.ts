import { createHash, randomBytes } from 'node:crypto';
import type { MemberId } from '../../../src/core/ids.js';
import { CLOCKS_APART } from '../../../src/core/lifetimes.js';
import { after, between, type Clock, DAY, earliest, HOUR, type Instant, MINUTE, toInstant } from '../../../src/core/time.js';
import { createTtlCache } from '../../../src/kit/ttl-cache.js';
import type { Store } from '../../../src/ports/store.js';
import type { WebSession } from '../../../src/ports/web-chat.js';
import { TIMES } from '../limits.js';

/** The owner of a link or session: an account of the web chat (`amal`), or of another platform (`slack:U1`), which can't use the web chat. */
export type SessionAccount = Pick<WebSession, 'user' | 'member'>;

/** Whether an account belongs to another platform. Account names of the web chat contain no colon. */
export function isPlatformAccount(user: string): boolean {
  return user.includes(':');
}

/** Sign-in without passwords: a one-use link opens a session. Secrets have 256 random bits; only their hashes are stored. */
export interface Sessions {
  /** Creates the secret of a sign-in link. It can be used once, within ten minutes. */
  issueLink(user: string, member: MemberId | null): Promise<string>;
  /** The owner of a valid link, without using it up. */
  peek(secret: string): Promise<SessionAccount | undefined>;
  /** Uses up a link and opens a session; `undefined` if the link was used, has expired or does not exist. */
  open(secret: string): Promise<{ readonly session: string; readonly user: string; readonly maxAgeSeconds: number } | undefined>;
  /** The owner of a valid session. */
  find(session: string): Promise<SessionAccount | undefined>;
  /** The session's account in the web chat; `undefined` for an account of another platform. */
  userOf(session: string): Promise<string | undefined>;
  close(session: string): Promise<void>;
  /** Ends all sessions and links of an account, for instance when its role has ended. */
  closeAll(user: string): Promise<void>;
}

export interface SessionsOptions {
  readonly store: Pick<Store, 'autocommit'>;
  readonly clock: Clock;
}

export function createSessions({ store, clock }: SessionsOptions): Sessions {
  const { webSessions, community } = store.autocommit;
  const remembered = createTtlCache<number>({ clock, ttlMs: MINUTE, maxEntries: 1 });
  /** How long a session lasts that nobody uses, in milliseconds. */
  const idleLimit = async (): Promise<number> => {
    const limit = remembered.get('') ?? (await community.settings()).idleDays * DAY;
    if (remembered.get('') === undefined) remembered.set('', limit);
    return limit;
  };
  /** Using a session prolongs it, up to the end that its secret names. Written once an hour at most. */
  const prolong = async (secret: string, session: WebSession): Promise<void> => {
    const end = endOf(secret);
    if (end === undefined) return;
    const expiresAt = earliest(end, after(clock.now(), await idleLimit()));
    if (Math.abs(between(session.expiresAt, expiresAt)) >= HOUR) await webSessions.prolong(session.hash, expiresAt);
  };
  const newSecret = (): string => randomBytes(32).toString('base64url');
  const findValid = async (secret: string, kind: 'link' | 'session') => {
    if (secret.length > 100) return undefined;
    const now = clock.now();
    const found = await webSessions.find(hashOf(secret), now);
    if (found?.kind !== kind) return undefined;
    // A link that expires later than any new one was made before the clock was set back.
    return kind === 'link' && found.expiresAt > after(now, TIMES.signInLink + CLOCKS_APART) ? undefined : found;
  };
  const sessions: Sessions = {
    async issueLink(user, member) {
      const secret = newSecret();
      await webSessions.insert({ hash: hashOf(secret), kind: 'link', member, user, expiresAt: after(clock.now(), TIMES.signInLink) });
      return secret;
    },
    peek: (secret) => findValid(secret, 'link'),
    async open(secret) {
      const link = await findValid(secret, 'link');
      // Only the first of two concurrent requests uses the link.
      if (!link || !(await webSessions.consume(link.hash))) return undefined;
      const end = after(clock.now(), TIMES.session);
      const session = `${newSecret()}${END}${end.toString(36)}`;
      const { user, member } = link;
      const expiresAt = earliest(end, after(clock.now(), await idleLimit()));
      await webSessions.insert({ hash: hashOf(session), kind: 'session', member, user, expiresAt });
      return { session, user, maxAgeSeconds: TIMES.session / 1000 };
    },
    async find(session) {
      const found = await findValid(session, 'session');
      if (found) await prolong(session, found);
      return found;
    },
    async userOf(session) {
      const user = (await sessions.find(session))?.user;
      return user === undefined || isPlatformAccount(user) ? undefined : user;
    },
    async close(session) {
      await webSessions.consume(hashOf(session));
    },
    closeAll: (user) => webSessions.removeUser(user),
  };
  return sessions;
}

/** Between a session's random part and the moment of its end, which its hash covers, so that nobody can change it. */
const END = '~';

/** The moment at which a session ends however much it is used; `undefined` for one of an earlier version. */
function endOf(session: string): Instant | undefined {
  const [, end] = session.split(END);
  return end === undefined ? undefined : toInstant(Number.parseInt(end, 36));
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
