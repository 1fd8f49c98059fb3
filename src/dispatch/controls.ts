import { NotFoundError } from '../core/errors.js';
import type { FormValues } from '../core/message.js';
import type { Context } from '../feature-api/index.js';
import { phrase } from '../language/index.js';
import { assertAccess } from './access.js';
import type { Task } from './task.js';

/** What a pressed button, a chosen option or a submitted form asks for: `id` is `feature:name:id`. */
export function controlTask(context: Context, kind: 'action' | 'form', id: string, values: readonly string[] | FormValues): Task {
  const [feature = '', name = '', ...rest] = id.split(':');
  const handler = context.features.handler(kind, feature, name);
  return {
    // The rest of the id may hold what somebody searched for.
    what: handler ? `${feature}:${name}` : kind,
    ...(handler?.transaction && { transaction: handler.transaction }),
    ...(handler?.budget && { budget: handler.budget }),
    ...(handler?.errorsAt !== undefined && { errorsAt: handler.errorsAt }),
    async run(inside, request) {
      if (!handler) throw new NotFoundError(`no ${kind} ${feature}:${name}`, phrase('dispatch.button-unknown'));
      assertAccess(request.actor, handler.access);
      return handler.run(inside, request, { id: rest.join(':'), values });
    },
  };
}
