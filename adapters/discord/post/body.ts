import { type APIAttachment, type APIMessage, ComponentType, MessageFlags } from 'discord.js';
import { sizeOf } from '../../../src/core/message.js';
import { attachmentEntries, type SentFile, sentFiles } from '../render/attachments.js';
import type { Part } from '../render/message.js';
import { marked, type Numbers } from './marker.js';

/** The body of a request that sends a message; with `numbers` it carries the marker of a delivery. */
export function bodyOf(part: Part, numbers?: Numbers): Record<string, unknown> {
  return {
    components: numbers ? marked(part.components, numbers) : part.components,
    flags: part.flags,
    allowed_mentions: part.allowed_mentions,
    ...(part.files.length > 0 ? { attachments: attachmentEntries(part.files) } : {}),
  };
}

export interface Edit {
  readonly body: Record<string, unknown>;
  /** Those that are uploaded with it. */
  readonly files: readonly SentFile[];
}

/**
 * The request that edits a message, which has `old` files. Without files in the new content they stay, and are shown below it; with
 * files it has exactly those, and a stored file that is there already is not sent again.
 */
export function editOf(part: Part, old: readonly APIAttachment[], numbers: Numbers | undefined): Edit {
  if (part.files.length === 0) {
    const shown = old.map((attachment) => ({ type: ComponentType.File as const, file: { url: `attachment://${attachment.filename}` } }));
    const components = shown.length === 0 ? part.components : [...part.components, ...shown];
    return { body: { ...bodyOf({ ...part, components }, numbers), attachments: old.map(({ id }) => ({ id })) }, files: [] };
  }
  const entries = attachmentEntries(part.files);
  const files = sentFiles(part.files).map((sent, index) => ({
    sent,
    entry: entries[index],
    // A file that is made for each message, such as a table, may differ although it has the same length.
    there: old.find(({ filename, size }) => 'open' in sent.file && filename === sent.name && size === sizeOf(sent.file)),
  }));
  const uploaded = files.filter(({ there }) => there === undefined);
  const kept = files.flatMap(({ there }) => (there ? [{ id: there.id }] : []));
  return {
    body: {
      ...bodyOf(part, numbers),
      attachments: [...kept, ...uploaded.map(({ entry }, index) => ({ ...entry, id: String(index) }))],
    },
    files: uploaded.map(({ sent }) => sent),
  };
}

/** The body of a message that only one person sees, if `ephemeral`. */
export function withVisibility(body: Record<string, unknown>, ephemeral: boolean): Record<string, unknown> {
  return ephemeral ? { ...body, flags: Number(body.flags) | MessageFlags.Ephemeral } : body;
}

/** Whether only one person sees a message. */
export function isEphemeral(message: Pick<APIMessage, 'flags'>): boolean {
  return ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}
