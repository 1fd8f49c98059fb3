import { z } from 'zod';
import { toInstant } from '../../../src/core/time.js';
import { LIMITS } from '../limits.js';
import type {
  ActionInput,
  AdvanceInput,
  CompleteInput,
  EditInput,
  FormInput,
  MenuInput,
  ReadInput,
  RemovalInput,
  SendInput,
} from '../protocol.js';

const clientId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
const conversation = z.string().min(1).max(200);
const message = z.int().positive();

/** The length of the text is checked later, so that the error can name the limit. */
export const sendSchema: z.ZodType<SendInput> = z.object({
  id: clientId,
  conversation,
  thread: message.nullable(),
  text: z.string(),
});

export const actionSchema: z.ZodType<ActionInput> = z.object({
  id: clientId,
  message,
  action: z.string().min(1).max(100),
  values: z.array(z.string().max(200)).max(LIMITS.choices),
});

/** One message: its menu, or its deletion. */
export const ofMessageSchema: z.ZodType<MenuInput & RemovalInput> = z.object({ id: clientId, message });

export const editSchema: z.ZodType<EditInput> = z.object({ id: clientId, message, text: z.string() });

export const formSchema: z.ZodType<FormInput> = z.object({
  id: clientId,
  form: z.string().min(1).max(100),
  token: z.string().max(100),
  conversation,
  message: message.nullable(),
  thread: message.nullable(),
  values: z.record(z.string().max(100), z.union([z.string(), z.array(z.string().max(200)).max(LIMITS.choices)])),
});

export const completeSchema: z.ZodType<CompleteInput> = z.object({
  conversation,
  command: z.string().max(40),
  subcommand: z.string().max(40),
  option: z.string().max(40),
  typed: z.string().max(LIMITS.typed),
});

export const readSchema: z.ZodType<ReadInput> = z.object({ conversation, upTo: z.int().nonnegative() });

/** One step is at most 366 days, so that a request ends. */
export const advanceSchema: z.ZodType<AdvanceInput> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('by'),
    milliseconds: z
      .int()
      .positive()
      .max(366 * 86_400_000),
  }),
  z.object({ type: z.literal('to'), instant: z.int().positive().transform(toInstant) }),
  z.object({ type: z.literal('until-seen') }),
]);
