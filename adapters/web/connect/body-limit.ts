import type { Context, MiddlewareHandler } from 'hono';
import { type BodyLimit, type BodyRefusal, readBody } from '../../../src/kit/read-body.js';

/**
 * Reads the body before the route does: at most `maxBytes`, within `timeoutMs`.
 *
 * @param refuse Answers, or throws, if the body is too large (413) or too slow (408); by default with a plain sentence.
 */
export function limitBody(limit: BodyLimit, refuse: (context: Context, why: BodyRefusal) => Response = refusal): MiddlewareHandler {
  return async (context, next) => {
    if (context.req.method === 'GET' || context.req.method === 'HEAD') return next();
    const bytes = await readBody(context.req.raw, limit);
    if (typeof bytes === 'string') {
      // The rest of the body is not read, so the connection can't be used again.
      context.header('connection', 'close');
      return refuse(context, bytes);
    }
    context.req.raw = new Request(context.req.raw, { method: context.req.method, body: bytes });
    return next();
  };
}

function refusal(context: Context, why: BodyRefusal): Response {
  return why === 'too-large' ? context.text('The body is too large.', 413) : context.text('The body came too slowly.', 408);
}
