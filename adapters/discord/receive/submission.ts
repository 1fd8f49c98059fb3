import { type APIAttachment, type APIModalSubmission, ComponentType, type ModalSubmitComponent } from 'discord.js';
import type { Field, Form, FormValues } from '../../../src/core/message.js';
import { readDate, readTime } from '../../../src/core/written.js';
import { speaker } from '../../../src/language/index.js';
import { download } from './files.js';

/** What a person filled in, by field. */
export interface Submission {
  readonly form: string;
  readonly values: FormValues;
  /** As the person typed it, so that it can be filled in when the form is opened again. */
  readonly typed: Readonly<Record<string, string | readonly string[]>>;
  /** Fields whose text can't be read as a date or a time. */
  readonly unreadable: Readonly<Record<string, 'date' | 'time'>>;
}

/** Reads a submitted modal by the ids of its inputs alone, so that it also works after a restart. Throws a `FileError`. */
export async function readSubmission(data: APIModalSubmission): Promise<Submission> {
  const values: Record<string, FormValues[string]> = {};
  const typed: Record<string, string | readonly string[]> = {};
  const unreadable: Record<string, 'date' | 'time'> = {};
  for (const component of data.components) {
    if (component.type !== ComponentType.Label) continue;
    const input: ModalSubmitComponent = component.component;
    const [kind, name] = split(input.custom_id);
    switch (input.type) {
      case ComponentType.TextInput: {
        const text = input.value.replace(/\r\n?/g, '\n');
        if (text.trim() === '') break;
        typed[name] = text;
        const read = kind === 'date' ? readDate(text.trim()) : kind === 'time' ? readTime(text.trim()) : text;
        if (read === undefined) unreadable[name] = kind === 'date' ? 'date' : 'time';
        else values[name] = read;
        break;
      }
      case ComponentType.StringSelect:
        if (input.values.length === 0) break;
        typed[name] = input.values;
        values[name] = input.values;
        break;
      case ComponentType.FileUpload: {
        const attachment = attachmentOf(data, input.values[0]);
        if (attachment) values[name] = await download(attachment);
        break;
      }
      default:
    }
  }
  return { form: data.custom_id, values, typed, unreadable };
}

function attachmentOf(data: APIModalSubmission, id: string | undefined): APIAttachment | undefined {
  return id === undefined ? undefined : data.resolved?.attachments?.[id];
}

function split(customId: string): readonly [kind: string, name: string] {
  const colon = customId.indexOf(':');
  return [customId.slice(0, colon), customId.slice(colon + 1)];
}

/** The error messages for dates and times that could not be read, by field. */
export function unreadableErrors(submission: Submission, language: Form['language']): Record<string, string> {
  const say = speaker(language);
  return Object.fromEntries(
    Object.entries(submission.unreadable).map(([name, kind]) => [
      name,
      kind === 'date' ? say.plain('discord.form.date-wrong') : say.plain('discord.form.time-wrong'),
    ]),
  );
}

/** The form with what the person filled in. Discord does not let files be filled in. */
export function refilled(form: Form, typed: Submission['typed']): Form {
  return { ...form, fields: form.fields.map((field) => filledField(field, typed[field.name])) };
}

function filledField(field: Field, value: string | readonly string[] | undefined): Field {
  switch (field.type) {
    case 'text':
    case 'date':
    case 'time': {
      const { value: _, ...empty } = field;
      return typeof value === 'string' ? { ...empty, value } : empty;
    }
    case 'select': {
      const { value: _, ...empty } = field;
      return Array.isArray(value) ? { ...empty, value: value as readonly string[] } : empty;
    }
    case 'file':
      return field;
    default:
      return field satisfies never;
  }
}
