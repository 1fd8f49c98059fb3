import { type APIAttachment, type APIModalSubmission, ComponentType, type ModalSubmitComponent } from 'discord.js';
import { z } from 'zod';
import type { Field, Form, FormValues } from '../../../src/core/message.js';
import { readDate, readTime } from '../../../src/core/written.js';
import { speaker } from '../../../src/language/index.js';
import { download, sentFile, sentFileOf } from './files.js';

/** What a person filled in, by field. */
export interface Submission {
  readonly form: string;
  readonly values: FormValues;
  /** As the person typed it, so that it can be filled in when the form is opened again. */
  readonly typed: Readonly<Record<string, string | readonly string[]>>;
  /** Fields whose text can't be read as a date or a time. */
  readonly unreadable: Readonly<Record<string, 'date' | 'time'>>;
}

/** An input of a submitted modal as it is persisted. */
export const submittedInput = z.object({
  /** The id that the form's input got: its kind and the field's name. */
  id: z.string(),
  value: z.union([z.string(), z.array(z.string()).readonly(), sentFile]),
});
export type SubmittedInput = z.infer<typeof submittedInput>;

/** The inputs that a person filled in; files are not downloaded yet. */
export function inputsOf(data: APIModalSubmission): readonly SubmittedInput[] {
  return data.components.flatMap((component): SubmittedInput[] => {
    if (component.type !== ComponentType.Label) return [];
    const input: ModalSubmitComponent = component.component;
    const id = input.custom_id;
    switch (input.type) {
      case ComponentType.TextInput: {
        const value = input.value.replace(/\r\n?/g, '\n');
        return value.trim() === '' ? [] : [{ id, value }];
      }
      case ComponentType.StringSelect:
        return input.values.length === 0 ? [] : [{ id, value: input.values }];
      case ComponentType.FileUpload: {
        const attachment = attachmentOf(data, input.values[0]);
        return attachment ? [{ id, value: sentFileOf(attachment) }] : [];
      }
      default:
        return [];
    }
  });
}

/** Reads a submitted form by the ids of its inputs alone, so that it also works after a restart. Throws a `FileError`. */
export async function readSubmission(form: string, inputs: readonly SubmittedInput[], maxBytes: number): Promise<Submission> {
  const values: Record<string, FormValues[string]> = {};
  const typed: Record<string, string | readonly string[]> = {};
  const unreadable: Record<string, 'date' | 'time'> = {};
  for (const { id, value } of inputs) {
    const [kind, name] = split(id);
    if (typeof value === 'string') {
      typed[name] = value;
      const read = kind === 'date' ? readDate(value.trim()) : kind === 'time' ? readTime(value.trim()) : value;
      if (read === undefined) unreadable[name] = kind === 'date' ? 'date' : 'time';
      else values[name] = read;
    } else if ('url' in value) {
      values[name] = await download(value, maxBytes);
    } else {
      typed[name] = value;
      values[name] = value;
    }
  }
  return { form, values, typed, unreadable };
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
