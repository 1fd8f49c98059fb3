import type { z } from 'zod';
import type { Language } from '../core/language.js';
import type { Card } from '../core/message.js';
import type { Context } from './context.js';
import type { Composed, ComposeInput } from './parts/notification.js';
import type { Notification } from './types.js';

export type { Composed, ComposeInput } from './parts/notification.js';
export type { Notification } from './types.js';

type Declared<Args> = Omit<Notification, 'urgency' | 'compose'> & {
  /** `normal` unless told. */
  readonly urgency?: Notification['urgency'];
  readonly args: z.ZodType<Args>;
};

/** A card in each of the readers' languages, a whole message, or why there is none. */
type Told = ((language: Language) => Card) | Composed;

/** Types a notification's composer by the schema of its arguments. */
export function defineNotification<Args>(
  { args: schema, ...declared }: Declared<Args>,
  compose: (context: Context, args: Args, delivery: ComposeInput) => Promise<Told>,
): Notification {
  return {
    urgency: 'normal',
    ...declared,
    async compose(context, args, delivery) {
      const told = await compose(context, schema.parse(args), delivery);
      return typeof told === 'function' ? { message: { cards: delivery.audience.languages.map((language) => told(language)) } } : told;
    },
  };
}
