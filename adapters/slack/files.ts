import { type Attachment, type MessageFile, piecesOf, sizeOf } from '../../src/core/message.js';
import type { SlackApi } from './connect/client.js';
import { connectionCode, isUnsent } from './connect/failures.js';
import { SlackFailure } from './errors.js';
import { LIMITS, TIMES } from './limits.js';
import type { Address } from './places/address.js';
import { clean } from './render/text.js';

/** Uploads files to Slack and downloads files from it (docs.slack.dev, "Working with files"). */
export interface Files {
  /** How large a file may be that is downloaded. */
  readonly maxBytes: number;
  /** Uploads a file and returns its id; nobody sees it before it is shared. Throws a `SlackFailure`. */
  upload(file: MessageFile): Promise<string>;
  /** Shows uploaded files in a conversation. Throws a `SlackFailure`. */
  share(to: Address, files: readonly { readonly id: string; readonly title: string }[]): Promise<void>;
  /** Deletes an uploaded file wherever it is shown; one that is gone counts as deleted. Throws a `SlackFailure`. */
  remove(id: string): Promise<void>;
  /** Downloads a file that a person submitted, whole. Throws as `bytesOf` does. */
  download(file: InboundFile): Promise<Attachment>;
  /** Downloads a file in pieces. Throws a `SlackFailure`, also in the middle; `too_large` beyond `maxBytes`. */
  bytesOf(file: InboundFile): AsyncIterable<Uint8Array>;
}

/** A file as a submitted form describes it; `size` in bytes. */
export interface InboundFile {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly url: string;
}

/** What Slack answers about a file that is deleted already. */
const GONE: ReadonlySet<string> = new Set(['file_not_found', 'file_deleted']);

export function createFiles(options: {
  readonly api: SlackApi;
  readonly apiUrl: string;
  readonly botToken: string;
  readonly maxBytes?: number;
}): Files {
  const { api, apiUrl, botToken, maxBytes = LIMITS.fileBytes } = options;

  async function* bytesOf(file: InboundFile): AsyncGenerator<Uint8Array> {
    const method = 'files.download';
    const tooLarge = () => new SlackFailure({ kind: 'platform', code: 'too_large', method });
    // The request carries the bot's token, which no other host may see.
    if (!isOfSlack(file.url, apiUrl)) throw new SlackFailure({ kind: 'platform', code: 'foreign_host', method });
    if (file.size > maxBytes) throw tooLarge();
    const response = await request(method, file.url, { headers: { authorization: `Bearer ${botToken}` } });
    // Without the scope to read files, Slack answers with its sign-in page.
    const page = response.headers.get('content-type')?.startsWith('text/html') === true && file.mediaType !== 'text/html';
    if (!response.ok || page) {
      const code = page ? 'missing_scope' : `http_${response.status}`;
      throw new SlackFailure({ kind: 'platform', code, method, needed: 'files:read' });
    }
    let read = 0;
    for await (const chunk of response.body ?? []) {
      read += chunk.byteLength;
      // Whatever size was announced.
      if (read > maxBytes) throw tooLarge();
      yield chunk;
    }
  }

  return {
    async upload(file) {
      const filename = fileName(file.name);
      // Without `alt_txt`: Slack does not share a file that has one, and says that it did (slackapi/python-slack-sdk#1818).
      const ticket = await api.callWithRetry('files', 'files.getUploadURLExternal', (client) =>
        client.files.getUploadURLExternal({ filename, length: sizeOf(file) }),
      );
      const { upload_url: url, file_id: id } = ticket;
      if (url === undefined || id === undefined)
        throw new SlackFailure({ kind: 'ambiguous', code: 'no_upload_url', method: 'files.getUploadURLExternal' });
      const response = await request('files.upload', url, {
        method: 'POST',
        ...bodyOf(file),
      });
      if (!response.ok) throw new SlackFailure({ kind: 'ambiguous', code: `http_${response.status}`, method: 'files.upload' });
      return id;
    },

    async share({ channel, thread }, files) {
      const [first, ...others] = files.map(({ id, title }) => ({ id, title: fileName(title) }));
      if (!first) return;
      await api.callWithRetry('files', 'files.completeUploadExternal', (client) =>
        client.files.completeUploadExternal({
          files: [first, ...others],
          channel_id: channel,
          ...(thread === undefined ? {} : { thread_ts: thread }),
        }),
      );
    },

    async remove(id) {
      await api
        .callWithRetry('deliveries', 'files.delete', (client) => client.files.delete({ file: id }), { longestWaitMs: TIMES.pace })
        .catch((error: unknown) => {
          if (!(error instanceof SlackFailure) || !GONE.has(error.code)) throw error;
        });
    },

    maxBytes,
    bytesOf,
    async download(file) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of bytesOf(file)) chunks.push(chunk);
      return { name: fileName(file.name), mediaType: mediaType(file.mediaType), bytes: Buffer.concat(chunks) };
    },
  };
}

/** A stream goes with its length, since Slack takes exactly as many bytes as were announced; `fetch` tells that of bytes itself. */
function bodyOf(file: MessageFile): RequestInit {
  const type = { 'content-type': 'application/octet-stream' };
  if ('bytes' in file) return { headers: type, body: new Uint8Array(file.bytes) };
  return { headers: { ...type, 'content-length': String(file.size) }, body: ReadableStream.from(piecesOf(file)), duplex: 'half' };
}

/** Hosts that Slack keeps files on, each with its subdomains. */
const HOSTS = ['slack.com', 'slack-gov.com'];

/** Whether an address is Slack's own: one of its hosts, or the host of the API. */
export function isOfSlack(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (url.origin === new URL(apiUrl).origin) return true;
  const isDefaultPort = url.port === '';
  return url.protocol === 'https:' && isDefaultPort && HOSTS.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
}

async function request(method: string, url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMES.upload) });
  } catch (error) {
    throw new SlackFailure({ kind: isUnsent(error) ? 'unsent' : 'ambiguous', code: connectionCode(error), method, cause: error });
  }
}

/** A file name of one line, without folders, control characters or direction marks; never empty. */
export function fileName(name: string): string {
  const base = clean(name).split(/[/\\]/).at(-1) ?? '';
  const line = base
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '' || /^\.+$/.test(line)) return 'file';
  const letters = [...line];
  if (letters.length <= 120) return line;
  const dot = line.lastIndexOf('.');
  const ending = dot > 0 && line.length - dot <= 12 ? line.slice(dot) : '';
  return `${letters.slice(0, 119 - ending.length).join('')}…${ending}`;
}

/** A media type that is safe to hand on. */
export function mediaType(type: string): string {
  return /^[a-z]+\/[a-z0-9.+-]{1,80}$/.test(type) ? type : 'application/octet-stream';
}
