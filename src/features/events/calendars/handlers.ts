import { privately } from '../../../core/message.js';
import { type Handler, handleControls } from '../../../feature-api/index.js';
import { ownFeed } from './addresses.js';
import { feedCard } from './cards/feed.js';
import { calendarsControls } from './controls.js';
import { calendarOf } from './reply.js';

export const calendarsHandlers: readonly Handler[] = handleControls(calendarsControls, {
  feed: async (context, request, { id }) => privately(feedCard(await ownFeed(context, request.actor, id), request.language, id)),
  calendar: (context, request, { id }) => calendarOf(context, request, id),
});
