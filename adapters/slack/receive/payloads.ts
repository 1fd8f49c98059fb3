import { z } from 'zod';
import type { Command } from '../../../src/core/command.js';
import type { Instant } from '../../../src/core/time.js';
import type { Identity } from '../../../src/ports/chat.js';
import type { Bot } from '../connect/introduce.js';
import { MENU_CALLBACK } from '../manifest.js';
import { readMetadata } from '../origin.js';
import { userSchema } from '../places/profiles.js';
import { OPEN } from '../post/dialogs.js';
import { optionsToAsk } from '../render/command-form.js';
import { LINK_ACTION } from '../render/controls.js';
import { viewSchema } from '../render/submitted-view.js';
import type { EventBody, SlackInput, Spot } from './inputs.js';
import { matterOf, matterShape } from './matter.js';
import { readMessage } from './messages.js';
import { readReaction, readThreadMessage } from './thread-events.js';

export const slashCommandSchema = z.object({
  command: z.string(),
  text: z.string().default(''),
  user_id: z.string(),
  channel_id: z.string(),
  channel_name: z.string().optional(),
  response_url: z.string(),
  trigger_id: z.string(),
});

const optionSchema = z.object({ value: z.string().optional() });
export const blockActionSchema = z.object({
  type: z.literal('block_actions'),
  trigger_id: z.string(),
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  container: z
    .object({
      channel_id: z.string().optional(),
      message_ts: z.string().optional(),
      thread_ts: z.string().optional(),
      is_ephemeral: z.boolean().optional(),
    })
    .optional(),
  view: z.object({ type: z.string() }).optional(),
  response_url: z.string().optional(),
  actions: z.tuple(
    [
      z.object({
        action_id: z.string(),
        selected_options: z.array(optionSchema).nullish(),
        selected_option: optionSchema.nullish(),
      }),
    ],
    z.unknown(),
  ),
});
type BlockAction = z.infer<typeof blockActionSchema>;

export const menuSchema = z.object({
  type: z.literal('message_action'),
  callback_id: z.literal(MENU_CALLBACK),
  trigger_id: z.string(),
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string(), name: z.string().optional() }),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional(), ...matterShape }),
  response_url: z.string(),
});

export const submissionSchema = z.object({
  type: z.literal('view_submission'),
  trigger_id: z.string(),
  user: z.object({ id: z.string() }),
  view: viewSchema,
});

export const eventSchema = z.object({
  type: z.literal('event_callback'),
  event_id: z.string(),
  event: z.looseObject({ type: z.string() }),
});

/** What reading depends on. */
interface Reading {
  /** When the payload arrived. */
  readonly at: Instant;
  readonly bot: Bot;
  readonly commands: readonly Command[];
}

/** A slash command, as far as it is read. */
export interface TypedCommand {
  readonly user: string;
  readonly spot: Spot;
  /** Without the slash. */
  readonly command: string;
  readonly text: string;
}

/** A button or menu that was used, as far as it is read. */
interface UsedControl {
  readonly user: string;
  readonly spot: Spot;
  readonly action: string;
  readonly values: readonly string[];
}

/** Reads a slash command; `undefined` for anything else. `at` is when it arrived. */
export function readCommand(payload: unknown, at: Instant): TypedCommand | undefined {
  const { data } = slashCommandSchema.safeParse(payload);
  if (!data) return undefined;
  return {
    user: data.user_id,
    spot: {
      type: 'spot',
      channel: { id: data.channel_id, name: data.channel_name },
      trigger: { id: data.trigger_id, at },
      responseUrl: { url: data.response_url, issuedAt: at },
    },
    command: data.command.replace(/^\//, ''),
    text: typedText(data.text),
  };
}

/** Reads a button or menu in a message or home tab; `undefined` for links, for controls in dialogs and for anything else. */
export function readControl(payload: unknown, at: Instant): UsedControl | undefined {
  const { data } = blockActionSchema.safeParse(payload);
  if (!data || data.view?.type === 'modal') return undefined;
  const [action] = data.actions;
  if (action.action_id.startsWith(LINK_ACTION)) return undefined;
  return { user: data.user.id, spot: spotOf(data, at), action: action.action_id, values: chosenValues(action) };
}

/** The token of the adapter's own button that opens a dialog; `undefined` for any other action. */
export function dialogToken(action: string): string | undefined {
  const [feature, name, ...token] = action.split(':');
  return feature === OPEN.feature && name === OPEN.action ? token.join(':') : undefined;
}

/**
 * Reads what is to be persisted from what Slack sends; `undefined` for everything else. Not persisted is what nothing is lost
 * of: searches in menus, and commands and buttons that only open a dialog, which change nothing and can be used again.
 *
 * @param payload an envelope's payload, or the body of an HTTP request
 */
export function readPayload(payload: unknown, reading: Reading): SlackInput | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined;
  if ('command' in payload) return readTyped(payload, reading);
  switch ('type' in payload ? payload.type : undefined) {
    case 'block_actions':
      return readUsed(payload, reading);
    case 'message_action':
      return readMenu(payload, reading);
    case 'view_submission':
      return readSubmitted(payload, reading);
    case 'event_callback':
      return readEnvelope(payload, reading);
    default:
      return undefined;
  }
}

function readTyped(payload: object, { at, bot, commands }: Reading): SlackInput | undefined {
  const typed = readCommand(payload, at);
  if (!typed || optionsToAsk(commands, typed.command, typed.text)) return undefined;
  const { user, spot, command, text } = typed;
  const eventId = `slack:${spot.trigger.id}`;
  return { kind: 'used', eventId, from: identity(bot, user), route: spot, body: { type: 'command', command, text } };
}

function readUsed(payload: object, { at, bot }: Reading): SlackInput | undefined {
  const used = readControl(payload, at);
  if (!used || dialogToken(used.action) !== undefined) return undefined;
  const { user, spot, action, values } = used;
  const eventId = `slack:${spot.trigger.id}`;
  return { kind: 'used', eventId, from: identity(bot, user), route: spot, body: { type: 'action', action, values } };
}

/** Reads the choice of the bot's entry in the menu of a message (docs.slack.dev, "Message shortcuts"). Of its words, only links are kept. */
function readMenu(payload: object, { at, bot }: Reading): SlackInput | undefined {
  const { data } = menuSchema.safeParse(payload);
  if (!data) return undefined;
  const { trigger_id: id, user, channel, message, response_url: url } = data;
  const { ts, thread_ts: thread } = message;
  const matter = matterOf(message);
  return {
    kind: 'used',
    eventId: `slack:${id}`,
    from: identity(bot, user.id),
    route: {
      type: 'spot',
      channel,
      trigger: { id, at },
      responseUrl: { url, issuedAt: at },
      ...(thread !== undefined && { thread }),
    },
    body: { type: 'menu', ts, thread: thread ?? ts, ...(matter && { matter }) },
  };
}

function readSubmitted(payload: object, { at, bot }: Reading): SlackInput | undefined {
  const { data } = submissionSchema.safeParse(payload);
  const metadata = data && readMetadata(data.view.private_metadata);
  if (!data || !metadata) return undefined;
  const { view, trigger_id: id, user } = data;
  const route = { type: 'form', place: metadata.place, trigger: { id, at }, view: { id: view.id, title: view.title.text } } as const;
  return { kind: 'form', eventId: `slack:${id}`, from: identity(bot, user.id), route, body: { type: 'form', view } };
}

function readEnvelope(payload: object, { bot }: Reading): SlackInput | undefined {
  const { data } = eventSchema.safeParse(payload);
  const event = data && readEvent(data.event, bot);
  if (!data || !event) return undefined;
  const from = identity(bot, event.user);
  return { kind: 'event', eventId: event.id ?? `slack:${data.event_id}`, from, route: null, body: event.body };
}

function identity({ team: space }: Bot, user: string): Identity {
  return { platform: 'slack', space, user };
}

/** Reads an event that members' records depend on; `undefined` for others, which only report the state of the workspace. */
function readEvent(
  event: Readonly<Record<string, unknown>>,
  bot: Bot,
): { readonly user: string; readonly body: EventBody; readonly id?: string } | undefined {
  switch (event['type']) {
    case 'message': {
      const inThread = readThreadMessage(event, bot);
      if (inThread) return inThread;
      const written = readMessage(event, bot);
      return written && { user: written.user, body: { type: 'message', ...written.message } };
    }
    case 'app_mention': {
      const written = readMessage(event, bot);
      return written && { user: written.user, body: { type: 'message', ...written.message, mention: true } };
    }
    case 'reaction_added':
    case 'reaction_removed':
      return readReaction(event, bot);
    case 'team_join': {
      const user = userSchema.safeParse(event['user']).data;
      return user?.id === undefined ? undefined : { user: user.id, body: { type: 'team-join', user } };
    }
    case 'member_joined_channel': {
      const { user, channel } = event;
      if (typeof user !== 'string' || typeof channel !== 'string' || user === bot.user) return undefined;
      return { user, body: { type: 'channel-join', channel } };
    }
    case 'user_change': {
      const user = userSchema.safeParse(event['user']).data;
      if (user?.id === undefined || user.deleted === undefined) return undefined;
      return { user: user.id, body: { type: user.deleted ? 'leave' : 'return' } };
    }
    default:
      return undefined;
  }
}

function spotOf({ channel, container, response_url: url, trigger_id: trigger }: BlockAction, at: Instant): Spot {
  const place = channel ?? (container?.channel_id === undefined ? undefined : { id: container.channel_id });
  const ts = container?.message_ts;
  return {
    type: 'spot',
    ...(place && { channel: place }),
    trigger: { id: trigger, at },
    ...(url && { responseUrl: { url, issuedAt: at } }),
    ...(ts !== undefined && { source: { ts, private: container?.is_ephemeral === true } }),
    ...(container?.thread_ts !== undefined && { thread: container.thread_ts }),
  };
}

function chosenValues({ selected_options: many, selected_option: one }: BlockAction['actions'][0]): readonly string[] {
  if (many) return many.flatMap(({ value }) => value ?? []);
  return one ? [one.value ?? ''] : [];
}

/**
 * The text as it was typed: Slack escapes three characters and wraps links and channels. Mentions stay `<@U…>`
 * (docs.slack.dev, "Formatting message text").
 */
function typedText(text: string): string {
  return text
    .replace(/<(https?:\/\/[^|>]+|mailto:[^|>]+)(?:\|[^>]*)?>/g, '$1')
    .replace(/<#[A-Z0-9]+(?:\|([^>]*))?>/g, (_, name: string | undefined) => `#${name ?? ''}`)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
