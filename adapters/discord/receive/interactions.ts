import { type APIInteraction, type APIMessage, type APIPingInteraction, InteractionType as Kind } from 'discord.js';
import type { Form, Reply } from '../../../src/core/message.js';
import type { Clock } from '../../../src/core/time.js';
import type { Scheduler } from '../../../src/kit/scheduler.js';
import type { Timer } from '../../../src/kit/timer.js';
import { createTtlCache, type TtlCache } from '../../../src/kit/ttl-cache.js';
import type { InboundEvent, Inbox } from '../../../src/ports/chat.js';
import type { InboundInput } from '../../../src/ports/inbound.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Metrics } from '../../../src/ports/metrics.js';
import type { Api } from '../connect/client.js';
import { CACHE_SIZES, TIMES } from '../limits.js';
import type { Origin, Source } from '../origin.js';
import { conversationRef, kindOf } from '../places/conversations.js';
import { isEphemeral } from '../post/body.js';
import { readNumbers } from '../post/marker.js';
import { OPEN, type PendingReplies } from '../post/pending-replies.js';
import type { Carried, Replies } from '../post/replies.js';
import type { CommunityCards } from '../render/community-cards.js';
import { createComplete } from './completions.js';
import { bodyOf, type InteractionBody, readBody, readOrigin, routeOf } from './persisted.js';
import { createReplyTo } from './reply-to.js';
import { errorsWithoutForm } from './submitted-forms.js';

export interface InteractionsDependencies {
  readonly api: Api;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly inbox: Inbox;
  readonly replies: Replies;
  readonly pending: PendingReplies;
  readonly communityCards: CommunityCards;
  /** The forms that people have open. */
  readonly forms: TtlCache<Form>;
  /** Interactions are persisted first, handled one after the other, and deferred at once when many wait. */
  readonly scheduler: Pick<Scheduler, 'acquire' | 'prioritise'>;
  readonly guildId: () => string;
  /** How large a file may be that people send. */
  readonly uploadBytes: number;
  /** Whether a person is in the community's server. */
  readonly isMember: (user: string) => Promise<boolean>;
  /** Hears which channel is a person's direct conversation. */
  readonly noticedDirect: (user: string, channel: string) => void;
  /** Hears what a person may do in the channel of their interaction: Discord's permission bits as a decimal number. */
  readonly noticedPermissions: (user: string, permissions: string) => void;
}

const KINDS = {
  [Kind.ApplicationCommand]: 'command',
  [Kind.MessageComponent]: 'action',
  [Kind.ModalSubmit]: 'form',
  [Kind.ApplicationCommandAutocomplete]: 'completion',
} as const;

/** Commands, buttons, menus, submitted forms and completions. */
export interface Interactions {
  /** Persists, handles and answers an interaction once, however often Discord delivers it. Never throws. */
  handle(interaction: APIInteraction): Promise<void>;
  /** See `ChatAdapter.resume`. Never throws. */
  resume(input: InboundInput): Promise<void>;
  /** See `ChatAdapter.answer`. Never throws. */
  answer(input: Pick<InboundInput, 'eventId' | 'from' | 'route'>, reply: Reply): Promise<boolean>;
}

export function createInteractions(dependencies: InteractionsDependencies): Interactions {
  const { api, clock, timer, logger, metrics, inbox, replies, pending, communityCards, forms, scheduler } = dependencies;
  const seen = createTtlCache<true>({ clock, ttlMs: TIMES.seen, maxEntries: CACHE_SIZES.interactions });
  const { guildId, isMember, uploadBytes } = dependencies;
  const replyTo = createReplyTo({ inbox, pending, forms, communityCards, guildId, isMember, uploadBytes });
  const complete = createComplete({ api, inbox, timer, metrics });
  /** What this process is at work on, by event: it may take so long that it is taken for unfinished. */
  const underWay = new Map<string, Promise<Carried>>();

  const eventOf = ({ id, user, conversation, isRecovered }: Origin, name?: string): InboundEvent => ({
    eventId: eventIdOf(id),
    from: { platform: 'discord', space: dependencies.guildId(), user },
    conversation,
    isResumed: isRecovered,
    // Most members joined before the bot did, so the interaction is the first event that tells who they are.
    ...(name !== undefined && { profile: async () => ({ name, isBot: false }) }),
  });

  /** Carries a reply; meanwhile its event counts as under way. */
  const carry = async (origin: Origin, work: Promise<Reply>, congested: Promise<void>): Promise<Carried> => {
    const eventId = eventIdOf(origin.id);
    const carrying = replies.carry(origin, work, congested);
    underWay.set(eventId, carrying);
    try {
      return await carrying;
    } finally {
      underWay.delete(eventId);
    }
  };

  const handleBody = async (origin: Origin, body: InteractionBody): Promise<void> => {
    const { started, congested } = scheduler.acquire();
    // How much of its three seconds is left is not known after a crash, so it is deferred at once.
    const deferred = origin.isRecovered ? Promise.resolve() : congested;
    const eventId = eventIdOf(origin.id);
    const carried = await carry(
      origin,
      started.then(() => replyTo(body, eventOf(origin, body.name))),
      deferred,
    );
    if (carried === 'answered') inbox.answered(eventId);
    if (carried === 'unanswered') inbox.unanswerable(eventId);
  };

  const notice = (interaction: APIInteraction, { user, conversation }: Origin): void => {
    if (conversation.kind === 'direct') dependencies.noticedDirect(user, conversation.id);
    if (interaction.member && interaction.guild_id === dependencies.guildId()) {
      dependencies.noticedPermissions(user, interaction.member.permissions);
    }
  };

  const originOf = (interaction: Exclude<APIInteraction, APIPingInteraction>): Origin | undefined => {
    const user = interaction.member?.user.id ?? interaction.user?.id;
    const { channel } = interaction;
    if (user === undefined || channel === undefined) return undefined;
    return {
      id: interaction.id,
      token: interaction.token,
      applicationId: interaction.application_id,
      kind: KINDS[interaction.type],
      user,
      conversation: conversationRef(dependencies.guildId(), channel.id, kindOf(channel.type)),
      receivedAt: clock.now(),
      started: performance.now(),
      source: 'message' in interaction && interaction.message ? sourceOf(interaction.message) : undefined,
      opening: interaction.type === Kind.MessageComponent && interaction.data.custom_id.startsWith(`${OPEN}:`),
      isRecovered: false,
    };
  };

  /** Whether an interaction is new. One that can't be persisted stays unacknowledged, so that Discord tells the person that it failed. */
  const receive = async (origin: Origin, body: InteractionBody): Promise<boolean> => {
    const { eventId, from } = eventOf(origin);
    try {
      return await scheduler.prioritise(inbox.receive({ eventId, from, route: routeOf(origin), body }));
    } catch (error) {
      seen.delete(origin.id);
      logger.error({ eventId, error }, 'an interaction could not be persisted');
      return false;
    }
  };

  /** Reads persisted data; `undefined` if the adapter did not write it, or if it belongs to another server. */
  const readPersisted = <T>({ eventId, from }: Pick<InboundInput, 'eventId' | 'from'>, read: () => T): T | undefined => {
    try {
      if (from.space !== dependencies.guildId()) throw new RangeError('it was done in another server');
      return read();
    } catch (error) {
      logger.error({ eventId, error }, 'a persisted interaction could not be read');
      return undefined;
    }
  };

  return {
    async handle(interaction) {
      if (interaction.type === Kind.Ping || seen.get(interaction.id)) return;
      seen.set(interaction.id, true);
      const origin = originOf(interaction);
      if (!origin) return;
      notice(interaction, origin);
      if (interaction.type === Kind.ApplicationCommandAutocomplete) {
        try {
          await complete(interaction, origin, eventOf(origin));
        } catch (error) {
          logger.debug({ eventId: origin.id, error }, 'a completion was not answered in time');
        }
        return;
      }
      const body = bodyOf(interaction);
      if (body && (await receive(origin, body))) await handleBody(origin, body);
    },

    async resume(input) {
      const { eventId } = input;
      const current = underWay.get(eventId);
      if (current) return void (await current);
      const read = readPersisted(input, () => ({ origin: readOrigin(input, clock), body: readBody(input.body) }));
      if (read) await handleBody(read.origin, read.body);
      else inbox.answered(eventId);
    },

    async answer(input, reply) {
      const current = underWay.get(input.eventId);
      if (current) return (await current) !== 'unanswered';
      const persisted = readPersisted(input, () => readOrigin(input, clock));
      if (!persisted) return false;
      const origin = { ...persisted, mayHaveArrived: true };
      const shown = reply.type === 'form-errors' ? errorsWithoutForm(communityCards, reply.errors) : Promise.resolve(reply);
      return (await carry(origin, shown, new Promise(() => undefined))) !== 'unanswered';
    },
  };
}

function eventIdOf(id: string): string {
  return `discord:${id}`;
}

function sourceOf(message: APIMessage): Source {
  return { id: message.id, ephemeral: isEphemeral(message), numbers: readNumbers(message) };
}
