import { z } from 'zod';
import { blockActionSchema, eventSchema, menuSchema, slashCommandSchema, submissionSchema } from './payloads.js';

const text = z.string();
const person = z.object({ id: text });
const message = z.object({
  channel: text,
  ts: text.optional(),
  user: text.optional(),
  subtype: text.optional(),
  channel_type: text.optional(),
});
const reaction = z.object({ user: text, reaction: text, item: z.object({ type: text }), event_ts: text });
const ofPerson = z.object({ user: person });
const ofChannel = z.object({ channel: text });
const channelItself = z.object({ channel: person });

/** What is read of the events that the bot listens to. */
const EVENTS: Readonly<Record<string, z.ZodType>> = {
  message,
  app_mention: message,
  reaction_added: reaction,
  reaction_removed: reaction,
  team_join: ofPerson,
  user_change: ofPerson,
  member_joined_channel: z.object({ user: text, channel: text }),
  app_home_opened: z.object({ user: text, tab: text }),
  channel_left: ofChannel,
  group_left: ofChannel,
  channel_archive: ofChannel,
  group_archive: ofChannel,
  channel_unarchive: ofChannel,
  group_unarchive: ofChannel,
  channel_deleted: ofChannel,
  group_deleted: ofChannel,
  channel_rename: channelItself,
  group_rename: channelItself,
  channel_created: channelItself,
  tokens_revoked: z.object({ tokens: z.object({ bot: z.array(text).optional() }) }),
};

/** What is read of the interactions that the bot listens to. */
const INTERACTIONS: Readonly<Record<string, z.ZodType>> = {
  block_actions: blockActionSchema,
  message_action: menuSchema,
  view_submission: submissionSchema,
  block_suggestion: z.object({
    user: person,
    block_id: text,
    action_id: text,
    value: text,
    view: z.object({ private_metadata: text }).optional(),
  }),
};

/** The first field by which something that Slack sent can't be read; undefined if it can, or if the bot does not listen to it. */
export function faultIn(payload: unknown): string | undefined {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return 'all';
  if ('command' in payload) return fieldOf(slashCommandSchema, payload);
  const type = 'type' in payload ? payload.type : undefined;
  if (typeof type !== 'string') return 'type';
  if (type !== 'event_callback') return fieldOf(INTERACTIONS[type], payload);
  const { data, error } = eventSchema.safeParse(payload);
  return error ? pathOf(error) : fieldOf(EVENTS[data.event.type], data.event, 'event.');
}

function fieldOf(schema: z.ZodType | undefined, value: unknown, before = ''): string | undefined {
  const error = schema?.safeParse(value).error;
  return error && `${before}${pathOf(error)}`;
}

/** The names of fields that lead to the first fault, without names that people chose. */
function pathOf({ issues }: z.ZodError): string {
  return (
    issues[0]?.path
      .map(String)
      .filter((name) => /^\w{1,40}$/.test(name))
      .join('.') || 'all'
  );
}
