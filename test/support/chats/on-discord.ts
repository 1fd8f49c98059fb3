import {
  type APIComponentInActionRow,
  type APIComponentInLabel,
  type APIMessage,
  type APIStringSelectComponent,
  ChannelType,
  ComponentType,
  InteractionResponseType,
} from 'discord.js';
import { MESSAGE_MENU } from '../../../src/core/command.js';
import type { UploadedFile } from '../discord/check-message.js';
import type { FakeDiscord, FakeInteraction, FakeMessage, Person } from '../discord/index.js';
import { mayView } from '../discord/permissions.js';
import { labelOf, type Modal, shownComponents, shownModal } from '../discord/shown.js';
import { buttonsAbove, type Filled, type Resident, type Seen, tidy } from './resident.js';

const THINKING = InteractionResponseType.DeferredChannelMessageWithSource;

/** A person with Discord open. Commands are taken apart as its client does: `name:value` after the sub-command. */
export function residentOnDiscord(
  discord: FakeDiscord,
  person: Person,
  { openForm, waiting, until }: { readonly openForm: string; readonly waiting: string; readonly until: Resident['until'] },
): Resident {
  const { world } = discord;
  const nameOf = (user: string): string => world.users.get(user)?.global_name ?? user;
  let last: FakeInteraction | undefined;

  const answered = async (interaction: FakeInteraction): Promise<void> => {
    last = interaction;
    // While Discord shows that the bot is thinking, nothing is there to be read.
    const isAnswered = () => interaction.answer !== undefined && (interaction.answer !== THINKING || interaction.original !== null);
    await until(isAnswered, `${person.name} is answered`);
  };

  const seen = (stored: FakeMessage): Seen => {
    const { message } = stored;
    const channel = discord.channel(message.channel_id);
    return {
      key: message.id,
      get text() {
        const files = message.attachments.map(({ filename }) => filename);
        return tidy([message.content, shownComponents(message.components, nameOf), ...files].filter((part) => part !== '').join('\n'));
      },
      where: channel.type === ChannelType.DM ? 'direct' : channel.type === ChannelType.PrivateThread ? 'group' : 'channel',
      isPrivate: stored.onlyFor === person.id,
      fromBot: message.author.id === world.bot.id,
      pinged:
        message.author.id === world.bot.id
          ? stored.pings.flatMap(({ users, roles, everyone }) => [...users, ...roles, ...(everyone ? ['@everyone'] : [])])
          : [],
      press(label, below) {
        return answered(person.press(stored, customIdOf(message.components, label, buttonsAbove(this.text, label, below))));
      },
      async choose(...labels) {
        const { customId, values } = menuWith(message.components, labels);
        await answered(person.choose(stored, customId, values));
      },
      async reply(text, files = []) {
        person.say(channel, text, files);
      },
      async discuss(text) {
        // A thread has the id of the post that opened it, and so has a forum's post.
        person.say(discord.channel(message.id), text);
      },
      openMenu: () => answered(person.openMenu(stored, MESSAGE_MENU)),
    };
  };

  const sees = (): readonly Seen[] =>
    [...world.channels.values()]
      .filter((channel) => (channel.type === ChannelType.DM ? channel.members.has(person.id) : mayView(world, person.id, channel)))
      .flatMap((channel) => channel.messages)
      .filter(({ deleted, onlyFor }) => !deleted && (onlyFor === null || onlyFor === person.id))
      .sort((a, b) => (BigInt(a.message.id) < BigInt(b.message.id) ? -1 : 1))
      .map(seen);

  const command = async (line: string): Promise<void> => {
    const [name = '', subcommand = '', ...rest] = line.replace(/^\//, '').split(' ');
    const options = Object.fromEntries(rest.map((pair) => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)]));
    await answered(person.command(name, subcommand, options));
  };

  return {
    name: person.name,
    id: person.id,
    command,
    sees,
    async form() {
      const opened = await until(() => {
        if (last?.modal) return last;
        // An answer that took too long for a form puts it behind a button.
        const door = last?.original ?? last?.messages.at(-1);
        if (door && shownComponents(door.message.components).includes(openForm))
          last = person.press(door, customIdOf(door.message.components, openForm));
        return undefined;
      }, `${person.name} has a form`);
      const modal = opened.modal as unknown as Modal;
      const fields = modal.components.filter((each) => each.type === ComponentType.Label);
      return {
        text: tidy(shownModal(modal)),
        labels: fields.map(({ label }) => label),
        async submit(values) {
          const filled: Record<string, string | readonly string[] | UploadedFile> = {};
          for (const [label, value] of Object.entries(values)) {
            const field = fields.find((each) => tidy(each.label) === tidy(label))?.component;
            if (!field) throw new Error(`no field ${label} in ${shownModal(modal)}`);
            filled[field.custom_id] = valueFor(field, value);
          }
          await answered(person.submit(opened, filled));
        },
      };
    },
    async ask() {
      const card = sees().findLast(({ text, where, isPrivate }) => where === 'channel' && !isPrivate && text.includes(waiting));
      // Without a card for several people, what waits stands below the next answer. A story does not count how often somebody looks.
      await (card ? card.press(waiting) : command('/profile language'));
    },
    until,
  };
}

type Components = APIMessage['components'];

function* controlsIn(components: Components): Generator<APIComponentInActionRow> {
  for (const each of components ?? []) {
    const inside = each.type === ComponentType.Container ? each.components : [each];
    for (const row of inside) if (row.type === ComponentType.ActionRow) yield* row.components;
  }
}

function customIdOf(components: Components, label: string, above = 0): string {
  let left = above;
  for (const each of controlsIn(components)) {
    if (each.type === ComponentType.Button && 'custom_id' in each && tidy(labelOf(each)) === tidy(label) && left-- === 0)
      return each.custom_id;
  }
  throw new Error(`no button ${label} in:\n${shownComponents(components)}`);
}

function menuWith(components: Components, labels: readonly string[]): { readonly customId: string; readonly values: readonly string[] } {
  for (const each of controlsIn(components)) {
    if (each.type !== ComponentType.StringSelect) continue;
    const values = labels.map((label) => optionOf(each, label));
    if (values.every((value) => value !== undefined)) return { customId: each.custom_id, values };
  }
  throw new Error(`no menu with ${labels.join(', ')} in:\n${shownComponents(components)}`);
}

function optionOf(menu: APIStringSelectComponent, label: string): string | undefined {
  return menu.options.find((option) => tidy(option.label) === tidy(label))?.value;
}

function valueFor(input: APIComponentInLabel, value: Filled): string | readonly string[] | UploadedFile {
  if (input.type !== ComponentType.StringSelect || (typeof value === 'object' && 'bytes' in value)) return value;
  return [value].flat().map((label) => {
    const option = optionOf(input, label);
    if (option === undefined) throw new Error(`${label} is not offered`);
    return option;
  });
}
