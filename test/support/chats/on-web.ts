import { randomUUID } from 'node:crypto';
import type { FormView, MessageView, Outcome } from '../../../adapters/web/protocol.js';
import type { Button, Select } from '../../../src/core/message.js';
import { type WebPlace, webClient } from '../web-client.js';
import { listen } from '../web-listen.js';
import { shownCard, shownForm } from '../web-shown.js';
import { buttonsAbove, type Filled, type Resident, type Seen, tidy } from './resident.js';

/** A person with the page open: it makes the same requests, and hears of messages by the same stream. Commands go to the bot directly. */
export interface WebResident extends Resident {
  /** Closes the page. */
  close(): Promise<void>;
}

/** @param server Its address once it is up, and the session where people sign in. */
export function residentOnWeb(
  server: () => WebPlace,
  { user, name }: { readonly user: string; readonly name: string },
  until: Resident['until'],
): WebResident {
  const known = new Map<number, MessageView>();
  const kinds = new Map<string, Seen['where']>();
  let read = 0;
  let erasures = 0;
  let opened: FormView | null = null;
  let page: Promise<ReturnType<typeof listen>> | undefined;

  const client = () => webClient(server(), user);
  const keep = (message: MessageView): void => {
    if ((known.get(message.id)?.revision ?? -1) <= message.revision) known.set(message.id, message);
  };
  const loadConversations = async (): Promise<void> => {
    for (const { id, kind } of (await client().state()).conversations) kinds.set(id, kind);
  };
  const open = (): Promise<ReturnType<typeof listen>> => {
    page ??= loadConversations().then(() => listen(server(), user, 0));
    return page;
  };
  /** What the stream has brought since the last look. */
  const catchUp = async (): Promise<void> => {
    const { events } = await open();
    for (; read < events.length; read++) {
      const event = events[read];
      if (event?.type === 'message') keep(event.message);
      if (event?.type === 'ready' && event.erasures > erasures) {
        // Something was deleted: what stands is read anew.
        erasures = event.erasures;
        const before = page;
        page = undefined;
        read = 0;
        known.clear();
        await (await before)?.close();
        return catchUp();
      }
      if (event?.type === 'conversation') kinds.set(event.conversation.id, event.conversation.kind);
    }
  };
  const take = ({ messages, form, errors }: Outcome): void => {
    if (errors) throw new Error(`refused: ${JSON.stringify(errors)}`);
    for (const message of messages) keep(message);
    if (form) opened = form;
  };

  const seen = (message: MessageView): Seen => {
    const { id, conversation, content, files } = message;
    const controls =
      content.type === 'text'
        ? []
        : content.cards.flatMap(({ blocks }) => blocks.flatMap((block) => (block.type === 'actions' ? block.controls : [])));
    const act = async (action: string, values: readonly string[]) =>
      take(await client().post<Outcome>('/api/actions', { id: randomUUID(), message: id, action, values }));
    return {
      key: String(id),
      text: tidy(
        [...(content.type === 'text' ? [content.text] : content.cards.map(shownCard)), ...files.map((file) => file.name)].join('\n'),
      ),
      where: kinds.get(conversation) ?? 'channel',
      isPrivate: message.onlyYou,
      fromBot: message.author.type === 'bot',
      pinged: message.you.length > 0 ? [user] : [],
      file: () => client().bytes(files[0]?.url ?? ''),
      async press(label, below) {
        const found = controls.filter((control): control is Button => control.type === 'button' && tidy(control.label) === tidy(label))[
          buttonsAbove(this.text, label, below)
        ];
        if (!found) throw new Error(`no button ${label} in:\n${seen(message).text}`);
        await act(found.action, []);
      },
      async choose(...labels) {
        const valuesIn = ({ options }: Select) =>
          labels.flatMap((label) => options.find((one) => tidy(one.label) === tidy(label))?.value ?? []);
        const found = controls.find(
          (control): control is Select => control.type === 'select' && valuesIn(control).length === labels.length,
        );
        if (!found) throw new Error(`no menu with ${labels.join(', ')} in:\n${seen(message).text}`);
        await act(found.action, valuesIn(found));
      },
      async reply(text) {
        take(await client().send(conversation, text, message.thread === null ? {} : { thread: message.thread }));
      },
      async discuss(text) {
        take(await client().send(conversation, text, { thread: id }));
      },
      async openMenu() {
        take(await client().post<Outcome>('/api/menus', { id: randomUUID(), message: id }));
      },
    };
  };

  return {
    name,
    id: user,
    async command(line) {
      await open();
      take(await client().send(await client().direct(), line));
    },
    sees: () => [...known.values()].sort((one, other) => one.id - other.id).map(seen),
    async form() {
      const { form, token, conversation, message, thread } = await until(() => opened ?? undefined, `${name} has a form`);
      opened = null;
      return {
        text: tidy(shownForm(form)),
        labels: form.fields.map(({ label }) => label),
        async submit(values) {
          const filled: Record<string, string | readonly string[]> = {};
          const files: Record<string, File> = {};
          for (const field of form.fields) {
            const value = Object.entries(values).find(([label]) => tidy(label) === tidy(field.label))?.[1];
            if (typeof value === 'object' && 'bytes' in value) {
              files[field.name] = new File([new Uint8Array(value.bytes)], value.name, { type: value.mediaType });
              continue;
            }
            const given = value === undefined ? before(field) : valueFor(field, value);
            if (given !== undefined) filled[field.name] = given;
          }
          const input = { id: randomUUID(), form: form.id, token, conversation, message, thread, values: filled };
          take(await client().upload<Outcome>('/api/forms', input, files));
        },
      };
    },
    until: (look, what) =>
      until(async () => {
        await catchUp();
        return look();
      }, what),
    async close() {
      await (await page)?.close();
    },
  };
}

type Field = FormView['form']['fields'][number];

/** What stands in a field that nobody touches. */
function before(field: Field): string | readonly string[] | undefined {
  return field.type === 'file' ? undefined : field.value;
}

function valueFor(field: Field, value: Exclude<Filled, { bytes: Uint8Array }>): string | readonly string[] {
  if (field.type !== 'select') return value;
  return [value].flat().map((label) => {
    const option = field.options.find((one) => tidy(one.label) === tidy(label))?.value;
    if (option === undefined) throw new Error(`${label} is not offered`);
    return option;
  });
}
