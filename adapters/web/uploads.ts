import type { Context } from 'hono';
import type { z } from 'zod';
import type { Attachment } from '../../src/core/message.js';
import { phrase } from '../../src/language/index.js';
import { safeFileName, safeMediaType } from './display.js';
import { WebError } from './errors.js';
import { LIMITS } from './limits.js';

export interface Upload<T> {
  readonly input: T;
  /** By the part's name without `file:`. */
  readonly files: readonly { readonly part: string; readonly file: Attachment }[];
}

const badRequest = (): WebError => new WebError(400, phrase('web.error.bad-request'));

/** A request's JSON, checked. Throws a 400. */
export async function readJson<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  const body: unknown = await context.req.json().catch(() => undefined);
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw badRequest();
  return parsed.data;
}

/** JSON alone, or a multipart request with a part `json` and files beside it. Throws a 400, or a 413 for too many or too large files. */
export async function readUpload<T>(context: Context, schema: z.ZodType<T>): Promise<Upload<T>> {
  if (!context.req.header('content-type')?.startsWith('multipart/form-data')) return { input: await readJson(context, schema), files: [] };
  const data = await context.req.formData().catch(() => undefined);
  const json = data?.get('json');
  if (!data || typeof json !== 'string') throw badRequest();
  const parsed = schema.safeParse(parseJson(json));
  if (!parsed.success) throw badRequest();
  const parts = [...data.entries()].flatMap(([name, value]) =>
    typeof value === 'string' || !name.startsWith('file:') ? [] : [{ part: name.slice('file:'.length), value }],
  );
  if (parts.length > LIMITS.filesPerMessage) throw new WebError(413, phrase('web.error.too-many-files', { max: LIMITS.filesPerMessage }));
  if (parts.reduce((sum, { value }) => sum + value.size, 0) > LIMITS.fileBytes) throw tooLarge();
  const files = await Promise.all(
    parts.map(async ({ part, value }) => ({
      part,
      file: { name: safeFileName(value.name), mediaType: safeMediaType(value.type), bytes: new Uint8Array(await value.arrayBuffer()) },
    })),
  );
  return { input: parsed.data, files };
}

export function tooLarge(): WebError {
  return new WebError(413, phrase('web.error.file-too-large', { max: LIMITS.fileBytes / 1024 / 1024 }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
