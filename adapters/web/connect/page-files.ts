import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  webmanifest: 'application/manifest+json',
};

const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** The files of the built page. Only their plain names are served, so that no path can lead to other files. */
export interface PageFiles {
  /** The response with a file, compressed if the browser accepts that; `undefined` if there is no such file. */
  serve(context: Context, name: string): Response | undefined;
  /** The text of a file; `undefined` if there is no such file. */
  text(name: string): string | undefined;
}

/**
 * Reads the built page into memory; a folder that does not exist gives no files.
 *
 * @param folder Where the page is built; by default the folder of the build.
 */
export function readPageFiles(folder: string = defaultFolder()): PageFiles {
  const files = new Map<string, Buffer>();
  if (existsSync(folder)) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isFile()) files.set(entry.name, readFileSync(join(folder, entry.name)));
    }
  }
  return {
    text: (name) => files.get(name)?.toString('utf8'),
    serve(context, name) {
      const plain = files.get(name);
      const type = TYPES[name.slice(name.lastIndexOf('.') + 1)];
      if (!plain || !type) return undefined;
      // Names of scripts and styles contain a hash of their content, so they never change.
      const cache = name.endsWith('.html') ? 'no-cache' : 'public, max-age=31536000, immutable';
      const accepted = context.req.header('accept-encoding') ?? '';
      const chosen = ENCODINGS.find(
        ([encoding, ending]) => new RegExp(`\\b${encoding}\\b(?!;q=0)`).test(accepted) && files.has(name + ending),
      );
      const body = (chosen && files.get(name + chosen[1])) ?? plain;
      return context.body(new Uint8Array(body), 200, {
        'content-type': type,
        'cache-control': cache,
        vary: 'accept-encoding',
        ...(chosen ? { 'content-encoding': chosen[0] } : {}),
      });
    },
  };
}

/** The built page is in `../page` of the built adapter; when this file runs from its source, it is in `dist`. */
function defaultFolder(): string {
  const beside = fileURLToPath(new URL('../page/', import.meta.url));
  // The sources contain an index.html too, but no compressed one.
  return existsSync(join(beside, 'index.html.br')) ? beside : fileURLToPath(new URL('../../../dist/adapters/web/page/', import.meta.url));
}
