import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  ComponentType,
  GatewayIntentBits,
  InteractionType as Kind,
  PermissionFlagsBits,
} from 'discord.js';
import type { UploadedFile } from './check-message.js';
import type { FakeGateway } from './gateway.js';
import type { FakeInteraction, Interactions } from './interactions.js';
import { deleteMessage, editMessage, postMessage, react, storeFile } from './messages.js';
import { mayView, permissionsIn } from './permissions.js';
import { memberView, voiceStateView } from './views.js';
import { channelOf, type FakeChannel, type FakeMessage, isVoice, userOf, type World } from './world.js';

type Json = Readonly<Record<string, unknown>>;
export type OptionValue = string | number | UploadedFile;

/** Somebody at a Discord client: does what people do, and sees only what they may see. */
export interface Person {
  readonly id: string;
  readonly name: string;
  command(command: string, subcommand: string, options?: Readonly<Record<string, OptionValue>>, channel?: FakeChannel): FakeInteraction;
  /** Types into an option that completes. */
  type(command: string, subcommand: string, option: string, typed: string): FakeInteraction;
  /** Chooses the bot's entry in the menu of a message. */
  openMenu(message: FakeMessage, name: string): FakeInteraction;
  press(message: FakeMessage, customId: string): FakeInteraction;
  choose(message: FakeMessage, customId: string, values: readonly string[]): FakeInteraction;
  /** Submits the modal that an interaction was answered with; what is not given keeps the value that the modal came with. */
  submit(opened: FakeInteraction, values?: Readonly<Record<string, string | readonly string[] | UploadedFile>>): FakeInteraction;
  /** Throws where the client lets nobody write: in a locked thread. */
  say(channel: FakeChannel, text: string, files?: readonly UploadedFile[]): FakeMessage;
  edit(message: FakeMessage, text: string): void;
  erase(message: FakeMessage): void;
  react(message: FakeMessage, emoji?: { readonly id: string | null; readonly name: string | null }): void;
  unreact(message: FakeMessage, emoji?: { readonly id: string | null; readonly name: string | null }): void;
  /** The direct conversation with the bot, as the person opens it. */
  direct(): FakeChannel;
  leave(): void;
  /** Joins a voice or stage channel, or goes over into it; null: hangs up. */
  talkIn(channel: FakeChannel | null): void;
  /** Mutes or unmutes, which everybody hears of. */
  mute(): void;
  comeBack(): void;
  /** What stands in a channel for this person, oldest first. */
  sees(channel: FakeChannel): readonly FakeMessage[];
}

const THUMB = { id: null, name: '👍' };

export function createPerson(
  { world, gateway, interactions, home }: { world: World; gateway: FakeGateway; interactions: Interactions; home: () => FakeChannel },
  given: { readonly name: string; readonly bot?: boolean },
): Person {
  const id = world.id();
  const user = userOf(id, given.name.toLowerCase().replace(/\W+/g, '.'), given.name, given.bot ?? false);
  world.users.set(id, user);

  const join = (): void => {
    const member = { user, nick: null, joinedAt: world.clock.now(), roles: [] };
    world.members.set(id, member);
    gateway.dispatch({
      type: 'GUILD_MEMBER_ADD',
      intents: GatewayIntentBits.GuildMembers,
      data: { ...memberView(member), guild_id: world.guild.id },
    });
  };
  join();

  const tellVoice = (changed: Json = {}): void => {
    const member = world.members.get(id);
    const data = { ...voiceStateView(world, id), ...changed, guild_id: world.guild.id, ...(member && { member: memberView(member) }) };
    gateway.dispatch({ type: 'VOICE_STATE_UPDATE', intents: GatewayIntentBits.GuildVoiceStates, data });
  };
  const talkIn = (channel: FakeChannel | null): void => {
    if (channel === null) world.voices.delete(id);
    else if (isVoice(channel)) world.voices.set(id, { channel, session: world.voices.get(id)?.session ?? world.id() });
    else throw new Error(`nobody talks in ${channel.name}`);
    tellVoice();
  };

  const startCommand = (
    kind: Kind,
    command: string,
    subcommand: string,
    options: readonly Json[],
    resolved: Json,
    channel: FakeChannel,
  ) => {
    const registered = [...world.commands.values()].flat().find(({ name }) => name === command);
    if (!registered) throw new Error(`/${command} is not registered`);
    return interactions.start({
      kind,
      user: id,
      channel,
      data: {
        id: registered.id,
        name: command,
        type: 1,
        options: subcommand === '' ? options : [{ type: ApplicationCommandOptionType.Subcommand, name: subcommand, options }],
        ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
      },
    });
  };

  const optionTypes = (command: string, subcommand: string): ReadonlyMap<string, ApplicationCommandOptionType> => {
    const registered = [...world.commands.values()].flat().find(({ name }) => name === command);
    const sub = registered?.options?.find(({ name }) => name === subcommand) as
      | { options?: readonly { name: string; type: ApplicationCommandOptionType }[] }
      | undefined;
    return new Map((sub?.options ?? []).map(({ name, type }) => [name, type]));
  };

  const component = (message: FakeMessage, data: Json): FakeInteraction => {
    const channel = world.channels.get(message.message.channel_id);
    if (!channel || message.deleted || !JSON.stringify(message.message.components).includes(JSON.stringify(data.custom_id))) {
      throw new Error(`${given.name} sees no ${String(data.custom_id)} there`);
    }
    return interactions.start({ kind: Kind.MessageComponent, user: id, channel, source: message, data });
  };

  const own = ({ message }: FakeMessage): FakeChannel => {
    const channel = world.channels.get(message.channel_id);
    if (!channel || message.author.id !== id) throw new Error(`${given.name} can't change that`);
    return channel;
  };

  return {
    id,
    name: given.name,
    command(command, subcommand, options = {}, channel = home()) {
      const types = optionTypes(command, subcommand);
      const attachments: Record<string, unknown> = {};
      const users: Record<string, unknown> = {};
      const listed = Object.entries(options).map(([name, value]) => {
        const type = types.get(name);
        if (type === undefined) throw new Error(`/${command} ${subcommand} has no option ${name}`);
        if (typeof value === 'object') {
          const attachment = storeFile(world, value);
          attachments[attachment.id] = attachment;
          return { name, type, value: attachment.id };
        }
        if (type === ApplicationCommandOptionType.User) users[String(value)] = world.users.get(String(value));
        return { name, type, value };
      });
      const resolved = {
        ...(Object.keys(attachments).length > 0 ? { attachments } : {}),
        ...(Object.keys(users).length > 0 ? { users } : {}),
      };
      return startCommand(Kind.ApplicationCommand, command, subcommand, listed, resolved, channel);
    },
    type(command, subcommand, option, typed) {
      const options = [{ name: option, type: ApplicationCommandOptionType.String, value: typed, focused: true }];
      return startCommand(Kind.ApplicationCommandAutocomplete, command, subcommand, options, {}, home());
    },
    openMenu(message, name) {
      const registered = [...world.commands.values()]
        .flat()
        .find((each) => each.name === name && each.type === ApplicationCommandType.Message);
      if (!registered) throw new Error(`${name} is not registered`);
      const channel = world.channels.get(message.message.channel_id);
      if (!channel || message.deleted || channel.type === ChannelType.DM) throw new Error(`${given.name} sees no menu there`);
      const { id: target } = message.message;
      return interactions.start({
        kind: Kind.ApplicationCommand,
        user: id,
        channel,
        // Discord sends the whole message along, with its words.
        data: {
          id: registered.id,
          name,
          type: ApplicationCommandType.Message,
          target_id: target,
          resolved: { messages: { [target]: message.message } },
        },
      });
    },
    press: (message, customId) => component(message, { custom_id: customId, component_type: ComponentType.Button }),
    choose: (message, customId, values) => component(message, { custom_id: customId, component_type: ComponentType.StringSelect, values }),
    submit(opened, values = {}) {
      if (!opened.modal) throw new Error('no modal was opened');
      const attachments: Record<string, unknown> = {};
      const components = (opened.modal.components as readonly Json[]).map((top, index) => {
        if (top.type !== ComponentType.Label) return { type: top.type, id: index + 1 };
        const input = top.component as Json;
        const key = String(input.custom_id);
        const value = values[key] ?? values[key.slice(key.indexOf(':') + 1)];
        return { type: top.type, id: index + 1, component: { type: input.type, id: index + 100, custom_id: key, ...filled(input, value) } };
      });
      function filled(input: Json, value: string | readonly string[] | UploadedFile | undefined): Json {
        if (input.type === ComponentType.TextInput) {
          const text = typeof value === 'string' ? value : value === undefined && typeof input.value === 'string' ? input.value : '';
          if (text.length > Number(input.max_length ?? 4000)) throw new Error('the client takes no more characters');
          return { value: text };
        }
        if (input.type === ComponentType.StringSelect) {
          const defaults = (input.options as readonly { value: string; default?: boolean }[])
            .filter((option) => option.default)
            .map((option) => option.value);
          return { values: Array.isArray(value) ? value : defaults };
        }
        if (typeof value !== 'object' || !('bytes' in value)) return { values: [] };
        const attachment = storeFile(world, value);
        attachments[attachment.id] = attachment;
        return { values: [attachment.id] };
      }
      return interactions.start({
        kind: Kind.ModalSubmit,
        user: id,
        channel: opened.channel,
        ...(opened.source ? { source: opened.source } : {}),
        data: {
          custom_id: opened.modal.custom_id,
          components,
          ...(Object.keys(attachments).length > 0 ? { resolved: { attachments } } : {}),
        },
      });
    },
    say(channel, text, files = []) {
      if (channel.locked && !(permissionsIn(world, id, channel) & PermissionFlagsBits.ManageThreads))
        throw new Error('the thread is locked');
      return postMessage(world, gateway, channel, { content: text }, files, { author: id });
    },
    edit(message, text) {
      const channel = own(message);
      editMessage(world, gateway, channel, message, { content: text }, []);
    },
    erase: (message) => deleteMessage(world, gateway, own(message), message),
    react: (message, emoji = THUMB) => react(world, gateway, { user: id, message, emoji, added: true }),
    unreact: (message, emoji = THUMB) => react(world, gateway, { user: id, message, emoji, added: false }),
    direct() {
      const known = [...world.channels.values()].find((each) => each.type === ChannelType.DM && each.members.has(id));
      if (known) return known;
      const channel = channelOf(world, { type: ChannelType.DM, name: '', members: new Set([world.bot.id, id]) });
      world.channels.set(channel.id, channel);
      return channel;
    },
    talkIn,
    mute: () => tellVoice({ self_mute: true }),
    leave() {
      // Discord hangs up for whoever leaves.
      if (world.voices.has(id)) talkIn(null);
      world.members.delete(id);
      for (const channel of world.channels.values()) if (channel.type !== ChannelType.DM) channel.members.delete(id);
      gateway.dispatch({ type: 'GUILD_MEMBER_REMOVE', intents: GatewayIntentBits.GuildMembers, data: { guild_id: world.guild.id, user } });
    },
    comeBack: join,
    sees: (channel) =>
      mayView(world, id, channel)
        ? channel.messages.filter(({ deleted, onlyFor }) => !deleted && (onlyFor === null || onlyFor === id))
        : [],
  };
}
