import { z } from 'zod';
import { instantSchema } from '../../../src/core/schemas.js';
import type { Identity } from '../../../src/ports/chat.js';
import type { InboundInput } from '../../../src/ports/inbound.js';
import { placeSchema, responseUrlSchema, sourceSchema } from '../origin.js';
import { userSchema } from '../places/profiles.js';
import { viewSchema } from '../render/submitted-view.js';
import { matterSchema } from './matter.js';
import type { Place } from './order.js';
import { threadBodySchema } from './thread-events.js';

const triggerSchema = z.object({ id: z.string(), at: instantSchema }).readonly();

/** Where a command, a button or a menu was used. */
const spotSchema = z.object({
  type: z.literal('spot'),
  /** Absent in the home tab; the name as Slack sends it with the interaction. */
  channel: z.object({ id: z.string(), name: z.string().optional() }).readonly().optional(),
  trigger: triggerSchema,
  responseUrl: responseUrlSchema.optional(),
  source: sourceSchema.optional(),
  thread: z.string().optional(),
});

/** Where a form was opened, and the dialog that may still show it. */
const formRouteSchema = z.object({
  type: z.literal('form'),
  place: placeSchema,
  trigger: triggerSchema,
  view: z.object({ id: z.string(), title: z.string() }).readonly(),
});

export const routeSchema = z.discriminatedUnion('type', [spotSchema, formRouteSchema]).readonly();
export type Spot = Readonly<z.infer<typeof spotSchema>>;
type FormRoute = Readonly<z.infer<typeof formRouteSchema>>;

const commandSchema = z.object({ type: z.literal('command'), command: z.string(), text: z.string() });
const actionSchema = z.object({ type: z.literal('action'), action: z.string(), values: z.array(z.string()).readonly() });
/** The bot's entry in the menu of a message was chosen; `thread` is the opening post of its thread, or itself. */
const menuSchema = z.object({ type: z.literal('menu'), ts: z.string(), thread: z.string(), matter: matterSchema.optional() });
const formSchema = z.object({ type: z.literal('form'), view: viewSchema });
const eventSchemas = [
  /** The event that somebody wrote, without the text. */
  z.object({
    type: z.literal('message'),
    channel: z.string(),
    kind: z.enum(['direct', 'group', 'channel']),
    ts: z.string(),
    at: instantSchema,
    /** It mentions the bot; that somebody wrote is told by another event. */
    mention: z.literal(true).optional(),
  }),
  threadBodySchema,
  z.object({ type: z.literal('team-join'), user: userSchema }),
  z.object({ type: z.literal('channel-join'), channel: z.string() }),
  z.object({ type: z.literal('leave') }),
  /** An account is in use: it may have been deactivated, or its profile has changed. */
  z.object({ type: z.literal('return') }),
] as const;

/** What a person did, as it is persisted until it is handled. */
const bodySchema = z.discriminatedUnion('type', [commandSchema, actionSchema, menuSchema, formSchema, ...eventSchemas]).readonly();
type CommandBody = Readonly<z.infer<typeof commandSchema>>;
type ActionBody = Readonly<z.infer<typeof actionSchema>>;
type MenuBody = Readonly<z.infer<typeof menuSchema>>;
type FormBody = Readonly<z.infer<typeof formSchema>>;
export type EventBody = Readonly<z.infer<(typeof eventSchemas)[number]>>;

interface Input<K, R, B> {
  readonly kind: K;
  readonly eventId: string;
  readonly from: Identity;
  readonly route: R;
  readonly body: B;
}

/** A command, a button, a menu, or the bot's entry in the menu of a message. */
export type UsedInput = Input<'used', Spot, CommandBody | ActionBody | MenuBody>;
export type FormInput = Input<'form', FormRoute, FormBody>;
/** Events of the workspace are not answered. */
export type EventInput = Input<'event', null, EventBody>;

/** Handles an event that was persisted, in its `place` if it took one when it arrived; nobody is answered. */
export type EventHandler = (input: EventInput, place?: Place) => Promise<true>;
/** Something to persist before it is acknowledged. */
export type SlackInput = UsedInput | FormInput | EventInput;

/** Reads a persisted input. Throws a `ZodError` for what no adapter of Slack wrote. */
export function readPersisted({ eventId, from, route, body }: InboundInput): SlackInput {
  const given = { eventId, from };
  const what = bodySchema.parse(body);
  switch (what.type) {
    case 'command':
    case 'action':
    case 'menu':
      return { ...given, kind: 'used', route: spotSchema.parse(route), body: what };
    case 'form':
      return { ...given, kind: 'form', route: formRouteSchema.parse(route), body: what };
    case 'message':
    case 'thread':
    case 'team-join':
    case 'channel-join':
    case 'leave':
    case 'return':
      return { ...given, kind: 'event', route: null, body: what };
    default:
      return what satisfies never;
  }
}
