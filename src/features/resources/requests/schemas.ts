import { z } from 'zod';
import { toInstant } from '../../../core/time.js';
import { idSchema } from '../../../feature-api/index.js';
import type { AnswerId, RequestId } from './types.js';

/** Payloads of jobs and arguments of messages: numbers only. */
export const ofRequest = z.object({ request: idSchema<RequestId>() });
export const ofAnswer = z.object({ answer: idSchema<AnswerId>() });
export const listPayload = z.object({ month: z.string().regex(/^\d{4}-\d{2}$/) });
export const refreshPayload = ofRequest.extend({ since: z.int().transform(toInstant), all: z.boolean() });
export const listArgs = z.object({ by: z.int().transform(toInstant), key: z.string().max(60) });
