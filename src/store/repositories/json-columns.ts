import { z } from 'zod';
import type { AuditEntry } from '../../ports/agenda.js';
import { type ConversationRef, type MessageRef, PLATFORMS } from '../../ports/chat.js';
import type { WebFile } from '../../ports/web-chat.js';
import { jsonColumn } from '../../sql/columns.js';

const conversation: z.ZodType<ConversationRef> = z.object({
  platform: z.enum(PLATFORMS),
  space: z.string(),
  id: z.string(),
  kind: z.enum(['direct', 'group', 'channel', 'thread']),
});

/** Where a delivery was sent. */
export const conversationColumn = jsonColumn(conversation);

/** The message that a delivery became. */
export const messageColumn = jsonColumn<MessageRef>(z.object({ conversation, id: z.string() }));

/** The files of a message in the browser chat. */
export const filesColumn = jsonColumn<readonly WebFile[]>(
  z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        mediaType: z.string(),
        size: z.number(),
        picture: z.object({ alt: z.string(), width: z.number(), height: z.number() }).optional(),
      }),
    )
    .readonly(),
);

/** What an entry of the audit log tells in codes. */
export const detailsColumn = jsonColumn<AuditEntry['details']>(
  z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).readonly(),
);
