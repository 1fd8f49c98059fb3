import type { Context } from 'hono';
import { phrase } from '../../../src/language/index.js';
import { WebError } from '../errors.js';
import type { WebAccess } from '../options.js';
import { PERSONA_HEADER, PERSONA_PARAMETER } from '../protocol.js';
import { readSessionCookie } from './session-cookie.js';
import type { Sessions } from './sessions.js';

/** The account that makes a request. Throws a `WebError`: 401 without a session, 404 for an unknown persona. */
export type CurrentUser = (context: Context) => Promise<string>;

export function createCurrentUser(access: WebAccess, sessions: Sessions): CurrentUser {
  return async (context) => {
    if (access.type === 'sessions') {
      const secret = readSessionCookie(context);
      const user = secret === undefined ? undefined : await sessions.userOf(secret);
      if (user === undefined) throw new WebError(401, phrase('web.error.sign-in'));
      return user;
    }
    const wanted = context.req.header(PERSONA_HEADER) ?? context.req.query(PERSONA_PARAMETER);
    const persona = wanted === undefined || wanted === '' ? access.personas[0] : access.personas.find(({ user }) => user === wanted);
    if (!persona) throw new WebError(404, phrase('web.error.persona'));
    return persona.user;
  };
}
