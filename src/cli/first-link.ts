import { createSessions } from '../../adapters/web/sessions/sessions.js';
import type { Clock } from '../core/time.js';
import type { People } from '../ports/people.js';
import type { Store } from '../ports/store.js';
import { WEB_SPACE } from './serve.js';

/** What a first start offers to the person at its terminal. */
export interface FirstLinkOptions {
  readonly store: Pick<Store, 'autocommit'>;
  readonly clock: Clock;
  readonly people: Pick<People, 'findByAccount'>;
  /** The organiser in the browser chat whom the environment names. */
  readonly user: string;
  /** The address that browsers use. */
  readonly url: string;
}

/** A sign-in link for an organiser who has never been in the chat, so that nobody needs a second terminal; `undefined` for others. */
export async function firstLink({ store, clock, people, user, url }: FirstLinkOptions): Promise<string | undefined> {
  if (await people.findByAccount({ platform: 'web', space: WEB_SPACE, user })) return undefined;
  const secret = await createSessions({ store, clock }).issueLink(user, null);
  return `${url.replace(/\/$/, '')}/sign-in/${secret}`;
}
