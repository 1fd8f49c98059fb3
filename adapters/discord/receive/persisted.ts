import { type APIInteraction, ApplicationCommandType, ComponentType, InteractionType as Kind } from 'discord.js';
import { z } from 'zod';
import { instantSchema } from '../../../src/core/schemas.js';
import { between, type Clock } from '../../../src/core/time.js';
import type { InboundInput } from '../../../src/ports/inbound.js';
import { pathOf, UnreadablePacketError } from '../connect/bad-packets.js';
import type { Origin } from '../origin.js';
import { conversationRef, isPublicThread } from '../places/conversations.js';
import { nameOf } from '../places/profiles.js';
import { actionOf } from '../render/pack.js';
import { subcommandOf, valuesOf } from './command-options.js';
import { sentFile } from './files.js';
import { matterOf, matterSchema } from './matter.js';
import { inputsOf, submittedInput } from './submission.js';

/** Who did it and in which server, apart from the account. */
const about = {
  /** The server's id; absent in a direct conversation. */
  guild: z.string().optional(),
  /** The person's name in the server, or else on Discord. */
  name: z.string().optional(),
};

const bodySchema = z.discriminatedUnion('type', [
  z.object({
    ...about,
    type: z.literal('command'),
    command: z.string(),
    subcommand: z.string(),
    values: z.record(z.string(), z.union([z.string(), z.number(), sentFile])),
  }),
  z.object({ ...about, type: z.literal('action'), action: z.string(), values: z.array(z.string()).readonly() }),
  /** The bot's entry in the menu of a message was chosen. */
  z.object({
    ...about,
    type: z.literal('menu'),
    channel: z.string(),
    inThread: z.boolean(),
    message: z.string(),
    matter: matterSchema.optional(),
  }),
  z.object({ ...about, type: z.literal('form'), form: z.string(), inputs: z.array(submittedInput).readonly() }),
]);

/** What a person did, as it is persisted until it is handled. */
export type InteractionBody = z.infer<typeof bodySchema>;

/** Where the answer goes, as it is persisted until it is given. */
const routeSchema = z.object({
  id: z.string(),
  token: z.string(),
  application: z.string(),
  kind: z.enum(['command', 'action', 'form']),
  conversation: z.object({ id: z.string(), kind: z.enum(['direct', 'group', 'channel']) }),
  receivedAt: instantSchema,
  opening: z.boolean(),
  source: z
    .object({ id: z.string(), ephemeral: z.boolean(), numbers: z.object({ container: z.number(), first: z.number() }).optional() })
    .optional(),
});

/** What a person did; `undefined` for what the bot does not offer. Throws an `UnreadablePacketError`. */
export function bodyOf(interaction: APIInteraction): InteractionBody | undefined {
  const body = readInteraction(interaction);
  const read = body && bodySchema.safeParse(body);
  if (read && !read.success) throw new UnreadablePacketError(pathOf(read.error));
  return read?.data;
}

function readInteraction(interaction: APIInteraction): InteractionBody | undefined {
  const { member, user = member?.user, guild_id: guild } = interaction;
  const who = { ...(guild && { guild }), ...(user && { name: nameOf(user, member?.nick) }) };
  switch (interaction.type) {
    case Kind.ApplicationCommand: {
      const { data } = interaction;
      if (data.type === ApplicationCommandType.Message) {
        const { channel } = interaction;
        const matter = matterOf(data.resolved.messages[data.target_id]);
        const menu = { channel: channel.id, inThread: isPublicThread(channel.type), message: data.target_id };
        return { ...who, type: 'menu', ...menu, ...(matter && { matter }) };
      }
      if (data.type !== ApplicationCommandType.ChatInput) return undefined;
      const { subcommand, options } = subcommandOf(data.options);
      return { ...who, type: 'command', command: data.name, subcommand, values: valuesOf(options, data.resolved?.attachments) };
    }
    case Kind.MessageComponent: {
      const { data } = interaction;
      const values = data.component_type === ComponentType.StringSelect ? data.values : [];
      return { ...who, type: 'action', action: actionOf(data.custom_id), values };
    }
    case Kind.ModalSubmit:
      return { ...who, type: 'form', form: interaction.data.custom_id, inputs: inputsOf(interaction.data) };
    default:
      return undefined;
  }
}

/** What is persisted of an interaction so that another process can answer it. */
export function routeOf({ id, token, applicationId, kind, conversation, receivedAt, opening, source }: Origin): unknown {
  const place = { id: conversation.id, kind: conversation.kind };
  return { id, token, application: applicationId, kind, conversation: place, receivedAt, opening, ...(source && { source }) };
}

/** The origin of a persisted interaction. Throws a `ZodError` for what `routeOf` did not make. */
export function readOrigin({ from, route }: Pick<InboundInput, 'from' | 'route'>, clock: Clock): Origin {
  const { application, conversation, source, ...rest } = routeSchema.parse(route);
  return {
    ...rest,
    applicationId: application,
    user: from.user,
    conversation: conversationRef(from.space, conversation.id, conversation.kind),
    started: performance.now() - Math.max(0, between(rest.receivedAt, clock.now())),
    source: source && { ...source, numbers: source.numbers },
    isRecovered: true,
  };
}

/** What was persisted of an interaction. Throws a `ZodError` for what `bodyOf` did not make. */
export function readBody(body: unknown): InteractionBody {
  return bodySchema.parse(body);
}
