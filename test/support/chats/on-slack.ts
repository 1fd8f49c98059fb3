import { MENU_CALLBACK } from '../../../adapters/slack/manifest.js';
import { asList, asObject, objectsIn, pingsIn, str } from '../slack/blocks.js';
import { createPerson, type Filled as SlackFilled } from '../slack/people.js';
import type { FakeSlack } from '../slack/server.js';
import { shownBlocks, shownView } from '../slack/shown.js';
import { createThreadActs } from '../slack/thread-acts.js';
import type { FakeMessage, FakeView } from '../slack/workspace.js';
import { buttonsAbove, type Filled, type Resident, type Seen, tidy } from './resident.js';

const KINDS = { im: 'direct', mpim: 'group', private: 'group', channel: 'channel' } as const;

/** A person with Slack open, in `channel` when they type a command. `openForm`: the button behind which a form that came late waits. */
export function residentOnSlack(
  slack: FakeSlack,
  id: string,
  { channel, openForm, until }: { readonly channel: string; readonly openForm: string; readonly until: Resident['until'] },
): Resident {
  const person = createPerson(slack, id);
  const nameOf = (user: string): string => slack.users.get(user)?.realName ?? user;

  const seen = (message: FakeMessage): Seen => ({
    key: `${message.channel}:${message.ts}`,
    get text() {
      return tidy(
        message.blocks.length > 0
          ? shownBlocks(message.blocks, nameOf)
          : [message.text, ...message.files.map(({ name }) => name)].join('\n'),
      );
    },
    where: KINDS[slack.channels.get(message.channel)?.kind ?? 'channel'],
    isPrivate: message.onlyFor === id,
    fromBot: message.byBot,
    pinged: message.byBot ? pingsIn(message) : [],
    async press(label, below) {
      await person.click(message, exact(message, label, buttonsAbove(this.text, label, below)));
    },
    async choose(...labels) {
      const { action, values } = menuWith(message, labels);
      await person.choose(message, action, values);
    },
    async reply(text, files = []) {
      await person.say(message.channel, text, { files, ...(message.thread !== undefined && { thread: message.thread }) });
    },
    async discuss(text) {
      await createThreadActs(slack, id).write({ channel: message.channel, ts: message.ts }, text);
    },
    async openMenu() {
      await person.openMenu(message, MENU_CALLBACK);
    },
  });

  const sees = (): readonly Seen[] =>
    slack.messages
      .filter(
        (message) => slack.channels.get(message.channel)?.members.has(id) && (message.onlyFor === undefined || message.onlyFor === id),
      )
      .map(seen);

  return {
    name: nameOf(id),
    id,
    command: (line) => person.command(channel, line),
    sees,
    async form() {
      const opened = new Set<string>();
      const open = await until(
        async () => {
          const dialog = person.dialog();
          // One that says "one moment", or that all is done, is not yet or no longer a form.
          if (dialog && inputsOf(dialog).length > 0) return dialog;
          const door = slack.messages.findLast(
            ({ onlyFor, ts, blocks }) => onlyFor === id && !opened.has(ts) && hasButton(blocks, openForm),
          );
          if (door) {
            opened.add(door.ts);
            await person.click(door, openForm);
          }
          return undefined;
        },
        `${nameOf(id)} has a dialog`,
      );
      const fields = inputsOf(open);
      return {
        text: tidy(shownView(open.view, nameOf)),
        labels: fields.map((block) => str(asObject(block['label'])['text'])),
        async submit(values) {
          const filled: Record<string, SlackFilled> = {};
          for (const [label, value] of Object.entries(values)) {
            const field = fields.find((block) => tidy(str(asObject(block['label'])['text'])) === tidy(label));
            if (!field) throw new Error(`no field ${label} in ${shownView(open.view)}`);
            filled[str(field['block_id']).replace(/^f:/, '')] = valueFor(asObject(field['element']), value);
          }
          const errors = await person.submit(filled);
          if (Object.keys(errors).length > 0) throw new Error(`refused: ${JSON.stringify(errors)}`);
        },
      };
    },
    until,
  };
}

function inputsOf({ view }: FakeView) {
  return asList(view['blocks'])
    .map(asObject)
    .filter((block) => block['type'] === 'input');
}

function hasButton(blocks: FakeMessage['blocks'], label: string): boolean {
  return [...objectsIn(blocks)].some((each) => each['type'] === 'button' && asObject(each['text'])['text'] === label);
}

/** The button's label as it stands in the message, whatever marks are in it. */
function exact(message: FakeMessage, label: string, above: number): string {
  let left = above;
  for (const each of objectsIn(message.blocks)) {
    const text = str(asObject(each['text'])['text']);
    if (each['type'] === 'button' && tidy(text) === tidy(label) && left-- === 0) return str(each['action_id']);
  }
  throw new Error(`no button ${label} in:\n${shownBlocks(message.blocks)}`);
}

function menuWith(message: FakeMessage, labels: readonly string[]): { readonly action: string; readonly values: readonly string[] } {
  for (const each of objectsIn(message.blocks)) {
    if (!str(each['type']).endsWith('static_select')) continue;
    const values = labels.map((label) => optionOf(each, label));
    if (values.every((value) => value !== undefined)) return { action: str(each['action_id']), values };
  }
  throw new Error(`no menu with ${labels.join(', ')} in:\n${shownBlocks(message.blocks)}`);
}

function optionOf(element: Readonly<Record<string, unknown>>, label: string): string | undefined {
  const found = asList(element['options'])
    .map(asObject)
    .find((option) => tidy(str(asObject(option['text'])['text'])) === tidy(label));
  return found && str(found['value']);
}

function valueFor(element: Readonly<Record<string, unknown>>, value: Filled): SlackFilled {
  if (typeof value === 'object' && 'bytes' in value) {
    const { name, mediaType, bytes } = value;
    return { file: { name, mimetype: mediaType, bytes } };
  }
  if (!str(element['type']).endsWith('select')) return value;
  const values = [value].flat().map((label) => {
    const option = optionOf(element, label);
    if (option === undefined) throw new Error(`${label} is not offered`);
    return option;
  });
  return str(element['type']).startsWith('multi_') ? values : (values[0] ?? '');
}
