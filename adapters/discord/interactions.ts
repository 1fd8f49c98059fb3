import {
  InteractionResponseType as Answer,
  type APIApplicationCommandInteractionDataOption,
  type APIAttachment,
  type APIInteraction,
  ApplicationCommandType,
  ChannelType,
  ComponentType,
  InteractionType as Kind,
  ApplicationCommandOptionType as OptionType,
  Routes,
} from 'discord.js';
import type { Attachment, Form, Reply } from '../../src/core/message.js';
import { noReply, privately } from '../../src/core/message.js';
import { phrase, speaker } from '../../src/language/index.js';
import type { CompletionEvent, ConversationKind, ConversationRef, InboundEvent, Inbox } from '../../src/ports/chat.js';
import type { AnswerDependencies, createAnswering, Turn } from './answer.js';
import { formKey, OPEN } from './answer.js';
import { download, FileError } from './files.js';
import { createMemory } from './kept.js';
import { nameOf, shortened } from './labels.js';
import { LIMITS, REMEMBERED, TIMES } from './limits.js';
import { within } from './options.js';
import { actionOf } from './pack.js';
import { readSubmission, refilled, type Submission, unreadableErrors } from './submission.js';

export interface InteractionsDependencies extends AnswerDependencies {
  readonly answering: ReturnType<typeof createAnswering>;
  readonly inbox: Inbox;
  readonly guildId: () => string;
  /** Whether a person is in the community's server. */
  readonly isMember: (user: string) => Promise<boolean>;
  readonly noticedDirect: (user: string, channel: string) => void;
  /** What a person may do in the server's channel in which they did something: Discord's bits, as a number in a string. */
  readonly noticedPermissions: (user: string, permissions: string) => void;
}

const INTERACTIONS = {
  [Kind.ApplicationCommand]: 'command',
  [Kind.MessageComponent]: 'action',
  [Kind.ModalSubmit]: 'form',
  [Kind.ApplicationCommandAutocomplete]: 'completion',
} as const;

const DAY = 24 * 3_600_000;

/** Takes what people do: each interaction once, however often it is delivered. Never throws. */
export function createInteractions(dependencies: InteractionsDependencies): (interaction: APIInteraction) => Promise<void> {
  const { api, clock, timer, logger, inbox, answering, waiting, forms, turns } = dependencies;
  const seen = createMemory<true>(clock, DAY, REMEMBERED.interactions);

  const inAll = async (
    key: 'discord.other-server' | 'discord.not-member' | 'discord.answer.expired' | 'discord.answer.not-yours',
  ): Promise<Reply> => privately(...(await answering.inAll((say) => [{ type: 'paragraph', text: say(key) }])));

  /** Files are fetched before the inbox hears of it; what goes wrong there is told to the person. */
  const withFiles = async (work: () => Promise<Reply>): Promise<Reply> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      const why =
        error.reason === 'too-large'
          ? phrase('discord.file-too-large', { max: LIMITS.fileBytes / 1024 / 1024 })
          : phrase('discord.file-not-read');
      return privately(...(await answering.inAll((say) => [{ type: 'paragraph', text: say.phrase(why) }])));
    }
  };

  const inbound = (turn: Turn, { member, user = member?.user }: APIInteraction): InboundEvent => ({
    eventId: `discord:${turn.id}`,
    from: { platform: 'discord', space: dependencies.guildId(), user: turn.user },
    conversation: turn.conversation,
    // Each interaction tells whose it is: most were there before the bot, and came in by no event.
    ...(user && { profile: async () => ({ name: nameOf(user, member?.nick), isBot: false }) }),
  });

  const handle = async (interaction: APIInteraction, turn: Turn): Promise<Reply> => {
    if (interaction.guild_id !== undefined && interaction.guild_id !== dependencies.guildId()) return inAll('discord.other-server');
    if (interaction.guild_id === undefined && !(await dependencies.isMember(turn.user))) return inAll('discord.not-member');
    const event = inbound(turn, interaction);
    switch (interaction.type) {
      case Kind.ApplicationCommand: {
        const { data } = interaction;
        if (data.type !== ApplicationCommandType.ChatInput) return noReply;
        const { subcommand, options } = subcommandOf(data.options ?? []);
        return withFiles(async () => {
          const values = await valuesOf(options, data.resolved?.attachments ?? {});
          return inbox.command({ ...event, command: data.name, input: { type: 'options', subcommand, values } });
        });
      }
      case Kind.MessageComponent: {
        const { data } = interaction;
        const action = actionOf(data.custom_id);
        if (action.startsWith(`${OPEN}:`)) return open(turn, action.slice(OPEN.length + 1));
        return inbox.action({ ...event, action, values: data.component_type === ComponentType.StringSelect ? data.values : [] });
      }
      case Kind.ModalSubmit:
        return withFiles(async () => submit(turn, event, await readSubmission(interaction.data)));
      default:
        return noReply;
    }
  };

  const open = async (turn: Turn, token: string): Promise<Reply> => {
    const found = waiting.find(token);
    if (!found) return inAll('discord.answer.expired');
    return found.user === turn.user ? found.reply : inAll('discord.answer.not-yours');
  };

  const submit = async (turn: Turn, event: InboundEvent, submission: Submission): Promise<Reply> => {
    const form = forms.get(formKey(turn.user, submission.form));
    const language = form?.language ?? 'en';
    const unreadable = form ? unreadableErrors(submission, language) : {};
    // Without the form we can't say what is wrong in the reader's language: whoever handles it can.
    const values = form ? submission.values : { ...submission.typed, ...submission.values };
    const reply: Reply =
      Object.keys(unreadable).length > 0
        ? { type: 'form-errors', errors: unreadable }
        : await inbox.form({ ...event, form: submission.form, values });
    return reply.type === 'form-errors' ? errorsCard(turn, reply.errors, submission, form) : reply;
  };

  /** Discord closes a form whatever we answer: what is wrong stands on a card, and its button opens the form with all that was filled in. */
  const errorsCard = async (
    turn: Turn,
    errors: Readonly<Record<string, string>>,
    submission: Submission,
    form: Form | undefined,
  ): Promise<Reply> => {
    if (!form) {
      const typed = Object.values(submission.typed).flat().join('\n');
      // Whose words these are nobody knows here: they begin in their own direction, and stand once.
      return privately(
        { language: 'en', blocks: Object.values(errors).map((error) => ({ type: 'paragraph', text: [error] })) },
        ...(await answering.inAll((say) => [{ type: 'paragraph', text: say('discord.form.typed') }])),
        { language: 'en', blocks: [{ type: 'quote', text: [typed] }] },
      );
    }
    const say = speaker(form.language);
    const whole = errors[''] === undefined ? [] : [[errors['']]];
    const each = form.fields.flatMap((field) => {
      const error = errors[field.name];
      return error === undefined ? [] : [[{ type: 'bold' as const, text: field.label }, ` — ${error}`]];
    });
    const before = [say('discord.form.errors'), ...whole, ...each, say('discord.form.kept')];
    return answering.doorTo(turn.user, refilled(form, submission.typed), before, 'discord.form.again');
  };

  const complete = async (
    interaction: Extract<APIInteraction, { type: Kind.ApplicationCommandAutocomplete }>,
    turn: Turn,
  ): Promise<void> => {
    const { data } = interaction;
    const { subcommand, options } = subcommandOf(data.options ?? []);
    const focused = options.find((option) => 'focused' in option && option.focused);
    const typed = focused && 'value' in focused ? String(focused.value) : '';
    const event: CompletionEvent = { ...inbound(turn, interaction), command: data.name, subcommand, option: focused?.name ?? '', typed };
    const found = focused ? await within(timer, inbox.complete(event), TIMES.complete) : undefined;
    const choices = (found?.value ?? [])
      // A value that is too long can't be sent whole, and a part of it would mean something else.
      .filter(({ value }) => value.length > 0 && value.length <= LIMITS.choiceText)
      .slice(0, LIMITS.choices)
      .map(({ value, label }) => ({ value, name: shortened(label, LIMITS.choiceText).label }));
    await api.answer({
      method: 'POST',
      route: Routes.interactionCallback(turn.id, turn.token),
      body: { type: Answer.ApplicationCommandAutocompleteResult, data: { choices } },
    });
    dependencies.metrics.acknowledged('discord', turn.kind, performance.now() - turn.started);
  };

  return async (interaction) => {
    const started = performance.now();
    if (interaction.type === Kind.Ping || seen.get(interaction.id)) return;
    seen.set(interaction.id, true);
    const user = interaction.member?.user.id ?? interaction.user?.id;
    const { channel } = interaction;
    if (user === undefined || channel === undefined) return;
    const turn: Turn = {
      id: interaction.id,
      token: interaction.token,
      applicationId: interaction.application_id,
      kind: INTERACTIONS[interaction.type],
      user,
      conversation: conversationRef(dependencies.guildId(), channel.id, channel.type),
      receivedAt: clock.now(),
      started,
      source: 'message' in interaction ? interaction.message : undefined,
      opening: interaction.type === Kind.MessageComponent && interaction.data.custom_id.startsWith(`${OPEN}:`),
    };
    if (turn.conversation.kind === 'direct') dependencies.noticedDirect(user, channel.id);
    if (interaction.member && interaction.guild_id === dependencies.guildId()) {
      dependencies.noticedPermissions(user, interaction.member.permissions);
    }
    if (interaction.type !== Kind.ApplicationCommandAutocomplete) {
      const { started: begun, congested: crowded } = turns.acquire();
      return api.answering(() =>
        answering.carry(
          turn,
          begun.then(() => handle(interaction, turn)),
          crowded,
        ),
      );
    }
    try {
      await complete(interaction, turn);
    } catch (error) {
      logger.debug({ eventId: turn.id, error }, 'completion was not answered in time');
    }
  };
}

export function conversationRef(space: string, id: string, type: ChannelType): ConversationRef {
  return { platform: 'discord', space, id, kind: kindOf(type) };
}

function kindOf(type: ChannelType): ConversationKind {
  switch (type) {
    case ChannelType.DM:
      return 'direct';
    case ChannelType.PrivateThread:
    case ChannelType.GroupDM:
      return 'group';
    default:
      return 'channel';
  }
}

type DataOption =
  | APIApplicationCommandInteractionDataOption<Kind.ApplicationCommand>
  | APIApplicationCommandInteractionDataOption<Kind.ApplicationCommandAutocomplete>;

function subcommandOf(options: readonly DataOption[]): { readonly subcommand: string; readonly options: readonly DataOption[] } {
  const [first] = options;
  return first?.type === OptionType.Subcommand ? { subcommand: first.name, options: first.options ?? [] } : { subcommand: '', options };
}

async function valuesOf(
  options: readonly DataOption[],
  attachments: Readonly<Record<string, APIAttachment>>,
): Promise<Record<string, string | number | Attachment>> {
  const values: Record<string, string | number | Attachment> = {};
  for (const option of options) {
    switch (option.type) {
      case OptionType.String:
      case OptionType.User:
      case OptionType.Integer:
      case OptionType.Number:
        values[option.name] = option.value;
        break;
      case OptionType.Attachment: {
        const attachment = attachments[option.value];
        if (attachment) values[option.name] = await download(attachment);
        break;
      }
      default:
    }
  }
  return values;
}
