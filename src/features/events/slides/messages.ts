import { z } from 'zod';
import { defineNotification, idSchema, lasting, type Notification } from '../../../feature-api/index.js';
import { askedCard } from './cards/asked.js';
import { ASKED } from './jobs-kinds.js';
import { openFiles } from './open.js';
import type { FileId } from './types.js';

/** The question what somebody has just dropped, where it can't be shown to them alone in the thread. */
const asked = defineNotification(
  {
    kind: ASKED,
    notice: 'events.slides',
    urgency: 'asked',
    ...lasting,
    args: z.object({ files: z.array(idSchema<FileId>()) }),
  },
  async (context, { files }, { audience: { members } }) => {
    const [reader] = members;
    const open = reader ? await openFiles(context, reader.id, files) : [];
    return open.length === 0 ? { drop: 'answered' } : (language) => askedCard(open, language);
  },
);

export const slidesMessages: readonly Notification[] = [asked];
