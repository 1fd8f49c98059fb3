import { NotFoundError } from '../core/errors.js';
import { ACTION_ID_MAX, type FormValues } from '../core/message.js';
import { typedText } from '../core/written.js';
import type { Context } from '../feature-api/index.js';
import { phrase } from '../language/index.js';
import { assertAccess } from './access.js';
import type { Task } from './task.js';

type Values = readonly string[] | FormValues;

/** What was typed into a form, as it is read on every platform; what was chosen or uploaded stays as it is. */
function typedValues(values: Values): Values {
  if (Array.isArray(values)) return values;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? typedText(value) : value]));
}

/** What a pressed button, a chosen option or a submitted form asks for: `id` is `feature:name:id`. */
export function controlTask(context: Context, kind: 'action' | 'form', id: string, values: Values): Task {
  const [feature = '', name = '', ...rest] = id.split(':');
  const handler = context.features.handler(kind, feature, name);
  // The rest of the id may hold what somebody searched for.
  const what = handler ? `${feature}:${name}` : kind;
  return {
    what,
    ...(handler?.transaction && { transaction: handler.transaction }),
    ...(handler?.budget && { budget: handler.budget }),
    ...(handler?.errorsAt !== undefined && { errorsAt: handler.errorsAt }),
    async run(inside, request) {
      // No message of ours has a longer one, and no answer could repeat it.
      if (!handler || id.length > ACTION_ID_MAX) throw new NotFoundError(`no ${what}`, phrase('dispatch.button-unknown'));
      assertAccess(request.actor, handler.access);
      return handler.run(inside, request, { id: rest.join(':'), values: kind === 'form' ? typedValues(values) : values });
    },
  };
}
