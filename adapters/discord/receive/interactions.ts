import { type APIInteraction, ApplicationCommandType, ComponentType, InteractionType as Kind } from 'discord.js';
import type { Form, Reply } from '../../../src/core/message.js';
import { noReply, privately } from '../../../src/core/message.js';
import type { Clock } from '../../../src/core/time.js';
import type { Scheduler } from '../../../src/kit/scheduler.js';
import { createTtlCache, type TtlCache } from '../../../src/kit/ttl-cache.js';
import { phrase } from '../../../src/language/index.js';
import type { InboundEvent, Inbox } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Metrics } from '../../../src/ports/metrics.js';
import type { Api } from '../connect/client.js';
import { CACHE_SIZES, LIMITS, TIMES } from '../limits.js';
import type { Origin } from '../origin.js';
import { conversationRef, kindOf } from '../places/conversations.js';
import { nameOf } from '../places/profiles.js';
import { OPEN, type PendingReplies } from '../post/pending-replies.js';
import type { Replies } from '../post/replies.js';
import type { CommunityCards } from '../render/community-cards.js';
import { actionOf } from '../render/pack.js';
import type { Timer } from '../timer.js';
import { subcommandOf, valuesOf } from './command-options.js';
import { createComplete } from './completions.js';
import { FileError } from './files.js';
import { readSubmission } from './submission.js';
import { createSubmitForm } from './submitted-forms.js';

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
  /** Interactions are handled one after the other, and deferred at once when many wait. */
  readonly scheduler: Pick<Scheduler, 'acquire'>;
  readonly guildId: () => string;
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

/** Handles commands, buttons, menus, submitted forms and completions: each once, however often Discord delivers it. Never throws. */
export function createInteractions(dependencies: InteractionsDependencies): (interaction: APIInteraction) => Promise<void> {
  const { api, clock, timer, logger, metrics, inbox, replies, pending, communityCards, forms, scheduler } = dependencies;
  const seen = createTtlCache<true>({ clock, ttlMs: TIMES.seen, maxEntries: CACHE_SIZES.interactions });
  const submit = createSubmitForm({ inbox, pending, forms, communityCards });
  const complete = createComplete({ api, inbox, timer, metrics });

  const sentence = async (
    key: 'discord.other-server' | 'discord.not-member' | 'discord.answer.expired' | 'discord.answer.not-yours',
  ): Promise<Reply> => privately(...(await communityCards((say) => [{ type: 'paragraph', text: say(key) }])));

  /** Tells the person if a file that they sent can't be read; files are read before the inbox gets the event. */
  const withFiles = async (work: () => Promise<Reply>): Promise<Reply> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      const why =
        error.reason === 'too-large'
          ? phrase('discord.file-too-large', { max: LIMITS.fileBytes / 1024 / 1024 })
          : phrase('discord.file-not-read');
      return privately(...(await communityCards((say) => [{ type: 'paragraph', text: say.phrase(why) }])));
    }
  };

  const eventOf = (origin: Origin, { member, user = member?.user }: APIInteraction): InboundEvent => ({
    eventId: `discord:${origin.id}`,
    from: { platform: 'discord', space: dependencies.guildId(), user: origin.user },
    conversation: origin.conversation,
    // Most members joined before the bot did, so the interaction is the first event that tells who they are.
    ...(user && { profile: async () => ({ name: nameOf(user, member?.nick), isBot: false }) }),
  });

  /** What waits behind the button that a person pressed. */
  const open = (user: string, token: string): Reply | Promise<Reply> => {
    const found = pending.get(token);
    if (!found) return sentence('discord.answer.expired');
    return found.user === user ? found.reply : sentence('discord.answer.not-yours');
  };

  const handle = async (interaction: APIInteraction, origin: Origin): Promise<Reply> => {
    if (interaction.guild_id !== undefined && interaction.guild_id !== dependencies.guildId()) return sentence('discord.other-server');
    if (interaction.guild_id === undefined && !(await dependencies.isMember(origin.user))) return sentence('discord.not-member');
    const event = eventOf(origin, interaction);
    switch (interaction.type) {
      case Kind.ApplicationCommand: {
        const { data } = interaction;
        if (data.type !== ApplicationCommandType.ChatInput) return noReply;
        const { subcommand, options } = subcommandOf(data.options);
        return withFiles(async () => {
          const values = await valuesOf(options, data.resolved?.attachments);
          return inbox.command({ ...event, command: data.name, input: { type: 'options', subcommand, values } });
        });
      }
      case Kind.MessageComponent: {
        const { data } = interaction;
        const action = actionOf(data.custom_id);
        if (action.startsWith(`${OPEN}:`)) return open(origin.user, action.slice(OPEN.length + 1));
        return inbox.action({ ...event, action, values: data.component_type === ComponentType.StringSelect ? data.values : [] });
      }
      case Kind.ModalSubmit:
        return withFiles(async () => submit(origin.user, event, await readSubmission(interaction.data)));
      default:
        return noReply;
    }
  };

  const notice = (interaction: APIInteraction, { user, conversation }: Origin): void => {
    if (conversation.kind === 'direct') dependencies.noticedDirect(user, conversation.id);
    if (interaction.member && interaction.guild_id === dependencies.guildId()) {
      dependencies.noticedPermissions(user, interaction.member.permissions);
    }
  };

  return async (interaction) => {
    const started = performance.now();
    if (interaction.type === Kind.Ping || seen.get(interaction.id)) return;
    seen.set(interaction.id, true);
    const user = interaction.member?.user.id ?? interaction.user?.id;
    const { channel } = interaction;
    if (user === undefined || channel === undefined) return;
    const origin: Origin = {
      id: interaction.id,
      token: interaction.token,
      applicationId: interaction.application_id,
      kind: KINDS[interaction.type],
      user,
      conversation: conversationRef(dependencies.guildId(), channel.id, kindOf(channel.type)),
      receivedAt: clock.now(),
      started,
      source: 'message' in interaction ? interaction.message : undefined,
      opening: interaction.type === Kind.MessageComponent && interaction.data.custom_id.startsWith(`${OPEN}:`),
    };
    notice(interaction, origin);
    if (interaction.type !== Kind.ApplicationCommandAutocomplete) {
      const { started: mayStart, congested } = scheduler.acquire();
      return api.answering(() =>
        replies.carry(
          origin,
          // Created in here, so that the requests of the handler count as answers too.
          mayStart.then(() => handle(interaction, origin)),
          congested,
        ),
      );
    }
    try {
      await complete(interaction, origin, eventOf(origin, interaction));
    } catch (error) {
      logger.debug({ eventId: origin.id, error }, 'a completion was not answered in time');
    }
  };
}
