import { z } from 'zod';
import type { MemberId } from './ids.js';
import { LANGUAGES } from './language.js';
import type { Block, Card, Control, Field, Form, Reply } from './message.js';
import { instantSchema } from './schemas.js';
import type { Inline, Text } from './text.js';

/**
 * Schemas of messages that are stored as JSON. Properties that are not named here are left out; an unknown type of a part refuses
 * the whole, because a part that is left out could change what a message says.
 */

// The brand exists for the compiler only.
const memberId = z.int().positive() as unknown as z.ZodType<MemberId>;

const inline: z.ZodType<Inline> = z.union([
  z.string(),
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('mention'), member: memberId, name: z.string() }),
    z.object({ type: z.literal('bold'), text: z.string() }),
    z.object({ type: z.literal('code'), text: z.string() }),
    z.object({ type: z.literal('link'), url: z.string(), label: z.string() }),
    z.object({
      type: z.literal('time'),
      instant: instantSchema,
      zone: z.string(),
      style: z.enum(['date', 'time', 'date-time']),
      label: z.string(),
    }),
  ]),
]);

const text: z.ZodType<Text> = z.array(inline);
const strings = z.array(z.string());
const choice = z.object({ value: z.string(), label: z.string(), description: z.string().exactOptional() });

const control: z.ZodType<Control> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('button'),
    action: z.string(),
    label: z.string(),
    labels: z.partialRecord(z.enum(LANGUAGES), z.string()).exactOptional(),
    style: z.enum(['primary', 'danger']).exactOptional(),
    accessibleName: z.string().exactOptional(),
  }),
  z.object({ type: z.literal('link-button'), url: z.string(), label: z.string() }),
  z.object({
    type: z.literal('select'),
    action: z.string(),
    label: z.string(),
    options: z.array(choice),
    chosen: strings.exactOptional(),
    max: z.number().exactOptional(),
    min: z.number().exactOptional(),
  }),
]);

const block: z.ZodType<Block> = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['heading', 'paragraph', 'note', 'quote']), text }),
  z.object({ type: z.literal('list'), items: z.array(text), ordered: z.boolean().exactOptional() }),
  z.object({ type: z.literal('facts'), items: z.array(z.object({ label: text, value: text })) }),
  z.object({ type: z.literal('table'), caption: z.string(), columns: z.array(text), rows: z.array(z.array(text)) }),
  z.object({ type: z.literal('divider') }),
  z.object({ type: z.literal('actions'), controls: z.array(control) }),
]);

export const cardSchema: z.ZodType<Card> = z.object({
  language: z.enum(LANGUAGES),
  blocks: z.array(block),
  shared: z.literal(true).exactOptional(),
});

const fieldBase = { name: z.string(), label: z.string(), hint: z.string().exactOptional(), required: z.boolean().exactOptional() };

const field: z.ZodType<Field> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('text'),
    ...fieldBase,
    multiline: z.boolean().exactOptional(),
    value: z.string().exactOptional(),
    maxLength: z.number(),
    placeholder: z.string().exactOptional(),
  }),
  z.object({
    type: z.literal('select'),
    ...fieldBase,
    options: z.array(choice),
    value: strings.exactOptional(),
    max: z.number().exactOptional(),
  }),
  z.object({ type: z.literal('date'), ...fieldBase, value: z.string().exactOptional() }),
  z.object({ type: z.literal('time'), ...fieldBase, value: z.string().exactOptional() }),
  z.object({ type: z.literal('file'), ...fieldBase, accept: strings.exactOptional() }),
]);

const form: z.ZodType<Form> = z.object({
  id: z.string(),
  language: z.enum(LANGUAGES),
  title: z.string(),
  introduction: text.exactOptional(),
  submit: z.string(),
  fields: z.array(field),
});

const attachment = z.object({
  name: z.string(),
  mediaType: z.string(),
  bytes: z.instanceof(Uint8Array),
  picture: z.object({ alt: z.string(), width: z.number(), height: z.number() }).optional(),
});

export const replySchema: z.ZodType<Reply> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message'),
    message: z.object({
      cards: z.array(cardSchema),
      files: z.array(attachment).exactOptional(),
      fleeting: z.string().exactOptional(),
    }),
    visibility: z.enum(['private', 'conversation']),
    replace: z.boolean().exactOptional(),
  }),
  z.object({ type: z.literal('form'), form }),
  z.object({ type: z.literal('form-errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ type: z.literal('none'), elsewhere: z.literal(true).exactOptional() }),
]);
