import type { z } from 'zod';
import type { Context } from './context.js';
import type { Lateness } from './parts/job.js';
import type { Composed, ComposeInput } from './parts/notification.js';
import type { Notification } from './types.js';

export type { Composed, ComposeInput } from './parts/notification.js';
export type { Notification } from './types.js';

/** Types a notification's composer by the schema of its arguments. */
export function defineNotification<Args>(notification: {
  readonly kind: string;
  readonly notice: Notification['notice'];
  /** `normal` unless told. */
  readonly urgency?: Notification['urgency'];
  readonly lateness: Lateness;
  readonly onUnknownOutcome: Notification['onUnknownOutcome'];
  readonly readerIsSecret?: true;
  readonly decision?: true;
  readonly args: z.ZodType<Args>;
  readonly compose: (context: Context, args: Args, delivery: ComposeInput) => Promise<Composed>;
}): Notification {
  const { args: schema, ...rest } = notification;
  return {
    urgency: 'normal',
    ...rest,
    compose: async (context, args, delivery) => notification.compose(context, schema.parse(args), delivery),
  };
}
