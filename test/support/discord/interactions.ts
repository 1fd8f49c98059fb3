import { InteractionResponseType as Answer, ChannelType, InteractionType as Kind, MessageFlags } from 'discord.js';
import { between, type Instant } from '../../../src/core/time.js';
import { checkModal, text } from './check-components.js';
import type { UploadedFile } from './check-message.js';
import { ApiError, invalid } from './errors.js';
import type { FakeGateway } from './gateway.js';
import { DISCORD_LIMITS as LIMITS } from './limits.js';
import { deleteMessage, editMessage, postMessage } from './messages.js';
import { permissionsIn } from './permissions.js';
import { channelView, memberView } from './views.js';
import type { FakeChannel, FakeMessage, World } from './world.js';

type Json = Readonly<Record<string, unknown>>;

export interface FakeInteraction {
  readonly id: string;
  readonly token: string;
  readonly kind: Kind;
  readonly user: string;
  readonly channel: FakeChannel;
  readonly createdAt: Instant;
  /** The message whose component was used, or from which the modal was opened. */
  readonly source: FakeMessage | undefined;
  /** The server in which it was done, unless it is the community's own. */
  readonly guild?: string | undefined;
  readonly data: Json;
  /** How it was answered; undefined: not yet. */
  answer: Answer | undefined;
  /** Milliseconds on the machine's clock from the dispatch to the answer. */
  answeredAfterMs: number | undefined;
  deferredEphemeral: boolean;
  /** The first answer's message: null while it is deferred. */
  original: FakeMessage | null;
  modal: Json | undefined;
  choices: readonly { readonly name: string; readonly value: string }[] | undefined;
  readonly messages: FakeMessage[];
  readonly started: number;
}

export interface Interactions {
  start(given: Pick<FakeInteraction, 'kind' | 'user' | 'channel' | 'data' | 'guild'> & { readonly source?: FakeMessage }): FakeInteraction;
  /** Delivers an interaction once more. */
  again(interaction: FakeInteraction): void;
  answer(id: string, token: string, body: Json, files: readonly UploadedFile[]): { readonly body: Json };
  byToken(token: string): FakeInteraction;
  followUp(interaction: FakeInteraction, body: Json, files: readonly UploadedFile[]): FakeMessage;
  messageOf(interaction: FakeInteraction, id: string): FakeMessage;
  /** What Discord shows of a message: of a deferred answer, that it is being thought about. */
  look(interaction: FakeInteraction, id: string): Json;
  edit(interaction: FakeInteraction, id: string, body: Json, files: readonly UploadedFile[]): FakeMessage;
  remove(interaction: FakeInteraction, id: string): void;
  readonly all: readonly FakeInteraction[];
}

export function createInteractions(world: World, gateway: FakeGateway, answerWithin: number = LIMITS.answerWithin): Interactions {
  const all: FakeInteraction[] = [];
  const byToken = new Map<string, FakeInteraction>();
  const say = (interaction: FakeInteraction, body: Json, files: readonly UploadedFile[], ephemeral: boolean): FakeMessage => {
    const posted = postMessage(world, gateway, interaction.channel, body, files, {
      interaction,
      onlyFor: ephemeral ? interaction.user : null,
    });
    interaction.messages.push(posted);
    return posted;
  };

  const interactions: Interactions = {
    all,
    start(given) {
      const interaction: FakeInteraction = {
        id: world.id(),
        token: `interaction-${world.id()}`,
        createdAt: world.clock.now(),
        started: performance.now(),
        source: given.source,
        answer: undefined,
        answeredAfterMs: undefined,
        deferredEphemeral: false,
        original: null,
        modal: undefined,
        choices: undefined,
        messages: [],
        kind: given.kind,
        user: given.user,
        channel: given.channel,
        guild: given.guild,
        data: given.data,
      };
      all.push(interaction);
      byToken.set(interaction.token, interaction);
      gateway.dispatch({ type: 'INTERACTION_CREATE', data: view(world, interaction) });
      return interaction;
    },

    again: (interaction) => gateway.dispatch({ type: 'INTERACTION_CREATE', data: view(world, interaction) }),

    answer(id, token, body, files) {
      const interaction = byToken.get(token);
      if (interaction?.id !== id || between(interaction.createdAt, world.clock.now()) > answerWithin) {
        throw new ApiError(404, 10062, 'Unknown interaction');
      }
      if (interaction.answer !== undefined) throw new ApiError(400, 40060, 'Interaction has already been acknowledged.');
      const type = ANSWERS.find((each) => Object.is(each, body.type));
      if (type === undefined) throw invalid('type');
      const data = (body.data ?? {}) as Json;
      checkKind(interaction, type);
      const ephemeral = (Number(data.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
      // Checked first, so that a refused answer leaves the interaction unanswered.
      switch (type) {
        case Answer.ChannelMessageWithSource:
          interaction.original = say(interaction, data, files, ephemeral);
          break;
        case Answer.DeferredChannelMessageWithSource:
          interaction.deferredEphemeral = ephemeral;
          break;
        case Answer.DeferredMessageUpdate:
          interaction.original = interaction.source ?? null;
          break;
        case Answer.UpdateMessage:
          if (!interaction.source) throw invalid('nothing to update');
          editMessage(world, gateway, interaction.channel, interaction.source, data, files);
          interaction.original = interaction.source;
          break;
        case Answer.Modal:
          checkModal(data);
          interaction.modal = data;
          break;
        case Answer.ApplicationCommandAutocompleteResult: {
          const choices = Array.isArray(data.choices) ? data.choices : [];
          if (choices.length > LIMITS.commandEntries) throw invalid('choices: 25 at most');
          for (const choice of choices) {
            text(choice.name, 1, LIMITS.choiceText, 'choice name');
            text(choice.value, 1, LIMITS.choiceText, 'choice value');
          }
          interaction.choices = choices;
          break;
        }
        default:
          throw invalid('type');
      }
      interaction.answer = type;
      interaction.answeredAfterMs = performance.now() - interaction.started;
      const message = interaction.original?.message;
      return {
        body: {
          interaction: { id, type: interaction.kind, response_message_id: message?.id, response_message_ephemeral: ephemeral },
          resource: { type, ...(message ? { message } : {}) },
        },
      };
    },

    byToken(token) {
      const interaction = byToken.get(token);
      if (!interaction || interaction.answer === undefined) throw new ApiError(404, 10015, 'Unknown Webhook');
      if (between(interaction.createdAt, world.clock.now()) > LIMITS.tokenLasts) throw new ApiError(401, 50027, 'Invalid Webhook Token');
      return interaction;
    },

    followUp(interaction, body, files) {
      if (interaction.answer === Answer.DeferredChannelMessageWithSource && interaction.original === null) {
        // The first follow-up takes the place of the deferred answer, and is as private as that one was.
        interaction.original = say(interaction, body, files, interaction.deferredEphemeral);
        return interaction.original;
      }
      return say(interaction, body, files, (Number(body.flags ?? 0) & MessageFlags.Ephemeral) !== 0);
    },

    messageOf(interaction, id) {
      const found = id === '@original' ? interaction.original : interaction.messages.find(({ message }) => message.id === id);
      if (!found || found.deleted) throw new ApiError(404, 10008, 'Unknown Message');
      return found;
    },

    look(interaction, id) {
      if (id !== '@original' || interaction.answer !== Answer.DeferredChannelMessageWithSource || interaction.original !== null)
        return { ...interactions.messageOf(interaction, id).message };
      const flags = MessageFlags.Loading | (interaction.deferredEphemeral ? MessageFlags.Ephemeral : 0);
      return { id: interaction.id, channel_id: interaction.channel.id, author: world.bot, content: '', components: [], flags, type: 20 };
    },

    edit(interaction, id, body, files) {
      if (id === '@original' && interaction.original === null && interaction.answer === Answer.DeferredChannelMessageWithSource) {
        interaction.original = say(interaction, body, files, interaction.deferredEphemeral);
        return interaction.original;
      }
      const found = interactions.messageOf(interaction, id);
      editMessage(world, gateway, interaction.channel, found, body, files);
      return found;
    },

    remove(interaction, id) {
      if (id === '@original' && interaction.original === null && interaction.answer === Answer.DeferredChannelMessageWithSource) return;
      deleteMessage(world, gateway, interaction.channel, interactions.messageOf(interaction, id));
    },
  };
  return interactions;
}

const ANSWERS = [
  Answer.ChannelMessageWithSource,
  Answer.DeferredChannelMessageWithSource,
  Answer.DeferredMessageUpdate,
  Answer.UpdateMessage,
  Answer.ApplicationCommandAutocompleteResult,
  Answer.Modal,
] as const;

function checkKind({ kind, source }: FakeInteraction, type: Answer): void {
  const completing = kind === Kind.ApplicationCommandAutocomplete;
  if (completing !== (type === Answer.ApplicationCommandAutocompleteResult)) throw invalid('this answer does not fit an autocomplete');
  if (type === Answer.Modal && kind === Kind.ModalSubmit) throw invalid('a modal can not answer a modal');
  const updating = type === Answer.UpdateMessage || type === Answer.DeferredMessageUpdate;
  if (updating && !source) throw invalid('there is no message to update');
}

function view(world: World, interaction: FakeInteraction): Json {
  const { channel, user, source, guild = world.guild.id } = interaction;
  const member = world.members.get(user);
  const direct = channel.type === ChannelType.DM;
  const person = world.users.get(user);
  return {
    id: interaction.id,
    application_id: world.applicationId,
    type: interaction.kind,
    token: interaction.token,
    version: 1,
    data: interaction.data,
    channel: channelView(world, channel),
    channel_id: channel.id,
    ...(direct || !member
      ? { user: person }
      : {
          guild_id: guild,
          guild: { id: guild, locale: 'en-US', features: [] },
          guild_locale: 'en-US',
          member: { ...memberView(member), permissions: String(permissionsIn(world, user, channel) & 0x7fffffffffffffn) },
        }),
    locale: 'en-US',
    app_permissions: String(permissionsIn(world, world.bot.id, channel) & 0x7fffffffffffffn),
    entitlements: [],
    authorizing_integration_owners: { 0: world.guild.id },
    context: direct ? 1 : 0,
    attachment_size_limit: LIMITS.fileBytes,
    ...(source ? { message: source.message } : {}),
  };
}
