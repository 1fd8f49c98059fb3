import { ComponentType } from 'discord.js';
import { type MessageFile, sizeOf } from '../../../src/core/message.js';
import { DeliveryError } from '../../../src/ports/chat.js';
import { LIMITS } from '../limits.js';
import { isPicture } from './attachments.js';
import { shortened } from './labels.js';
import type { Piece } from './pack.js';

/** A file as a component: pictures are shown, others can be downloaded. Throws a `DeliveryError` (`refused`) if it is too large. */
export function filePiece(file: MessageFile): Piece {
  if (sizeOf(file) > LIMITS.fileBytes) throw new DeliveryError('a file is too large for Discord', 'refused');
  return {
    size: 1,
    text: 0,
    mentions: [],
    file,
    component: (name: string) =>
      isPicture(file)
        ? {
            type: ComponentType.MediaGallery,
            items: [
              { media: { url: `attachment://${name}` }, description: shortened(file.picture?.alt ?? file.name, LIMITS.fileTitle).label },
            ],
          }
        : { type: ComponentType.File, file: { url: `attachment://${name}` } },
  };
}
