import type { Context } from 'hono';
import type { z } from 'zod';
import type { Attachment } from '../../../src/core/message.js';
import { phrase } from '../../../src/language/index.js';
import { badRequest, WebError } from '../errors.js';
import { LIMITS } from '../limits.js';
import { safeFileName, safeMediaType } from '../render/display.js';

export interface Upload<T> {
  readonly input: T;
  /** Each file with the name of its part, without the prefix `file:`. */
  readonly files: readonly { readonly part: string; readonly file: Attachment }[];
}

/** Reads a JSON request. Throws a 400 for a body that does not match the schema. */
export async function readJson<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  return parse(schema, await context.req.text().catch(() => ''));
}

/**
 * Reads a JSON request, or a multipart request with the JSON in the part `json` and files in parts named `file:…`. Throws
 * a 400 for a malformed request, and a 413 for too many or too large files. `formData` holds all of them, as does the row that a file
 * is written to.
 */
export async function readUpload<T>(context: Context, schema: z.ZodType<T>, maxBytes: number): Promise<Upload<T>> {
  if (!context.req.header('content-type')?.startsWith('multipart/form-data')) return { input: await readJson(context, schema), files: [] };
  const data = await context.req.formData().catch(() => undefined);
  const json = data?.get('json');
  if (!data || typeof json !== 'string') throw badRequest();
  const input = parse(schema, json);
  const parts = [...data.entries()].flatMap(([name, value]) =>
    typeof value === 'string' || !name.startsWith('file:') ? [] : [{ part: name.slice('file:'.length), value }],
  );
  if (parts.length > LIMITS.filesPerMessage) throw new WebError(413, phrase('web.error.too-many-files', { max: LIMITS.filesPerMessage }));
  if (parts.reduce((sum, { value }) => sum + value.size, 0) > maxBytes) throw fileTooLarge(maxBytes);
  const files = await Promise.all(
    parts.map(async ({ part, value }) => ({
      part,
      file: { name: safeFileName(value.name), mediaType: safeMediaType(value.type), bytes: new Uint8Array(await value.arrayBuffer()) },
    })),
  );
  return { input, files };
}

/**
 * Status 413.
 *
 * @param maxBytes The largest size of a file, in bytes.
 */
export function fileTooLarge(maxBytes: number): WebError {
  return new WebError(413, phrase('web.error.file-too-large', { max: maxBytes / 1024 / 1024 }));
}

function parse<T>(schema: z.ZodType<T>, json: string): T {
  const parsed = schema.safeParse(parseJson(json));
  if (!parsed.success) throw badRequest();
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
