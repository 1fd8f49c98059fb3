import type { Effects } from '../../../core/command.js';
import { type Attachment, privately } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import type { Context } from '../../../feature-api/index.js';
import type { EventId } from '../types.js';
import { askedCard } from './cards/asked.js';
import { takeFile } from './take.js';

/** Takes a file that came with a command, and asks what it is. */
export function givenReply(context: Context, { actor, language }: Request, event: EventId, file: Attachment): Promise<Effects<Context>> {
  return takeFile(context, actor, event, file, async (_inside, taken) => privately(askedCard([taken.file], language)));
}
