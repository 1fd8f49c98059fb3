import type { Card } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import type { Text } from '../../../core/text.js';
import type { Context } from '../../../feature-api/index.js';
import { draftCard } from '../making/cards/draft.js';
import { viewDraft } from '../making/view.js';
import type { EventId } from '../types.js';
import { registrationCard } from './cards/registration.js';
import { viewRegistration } from './view.js';

/** An event as its reader sees it; a draft as organisers do. */
export async function shownEvent(context: Context, { actor, language }: Request, id: EventId, lead?: Text): Promise<readonly Card[]> {
  const view = await viewRegistration(context, actor, id);
  if (view.event.state === 'draft') return [draftCard(await viewDraft(context, actor, id), language, lead)];
  return [registrationCard(view, language, lead)];
}
