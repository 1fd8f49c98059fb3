import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { phrase } from '../../src/language/index.js';
import { WebError } from './errors.js';
import type { WebAccess } from './options.js';
import { PERSONA_HEADER, PERSONA_PARAMETER } from './protocol.js';
import { SESSION_COOKIE, type Sessions } from './sessions.js';

/** Finds out whose request it is. Throws a 401 where nobody is signed in, a 404 for a persona that doesn't exist. */
export type WhoIs = (context: Context) => Promise<string>;

export function createWhoIs(access: WebAccess, sessions: Sessions): WhoIs {
  return async (context) => {
    if (access.type === 'sessions') {
      const secret = getCookie(context, SESSION_COOKIE);
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
