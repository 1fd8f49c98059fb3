import { type APIAttachment, type APIMessage, ComponentType, MessageFlags } from 'discord.js';
import { attachmentEntries } from '../render/attachments.js';
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

/** The body of a request that edits a message. Its `old` files stay, and are shown below the new content. */
export function editOf(part: Part, old: readonly APIAttachment[], numbers: Numbers | undefined): Record<string, unknown> {
  const kept = old.map((attachment) => ({ type: ComponentType.File as const, file: { url: `attachment://${attachment.filename}` } }));
  const components = kept.length === 0 ? part.components : [...part.components, ...kept];
  return {
    ...bodyOf({ ...part, components }, numbers),
    attachments: [...old.map(({ id }) => ({ id })), ...attachmentEntries(part.files)],
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
