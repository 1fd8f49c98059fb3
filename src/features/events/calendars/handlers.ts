import { type Handler, handleControls } from '../../../feature-api/index.js';
import { calendarsControls } from './controls.js';
import { calendarOf } from './reply.js';

export const calendarsHandlers: readonly Handler[] = handleControls(calendarsControls, {
  calendar: (context, request, { id }) => calendarOf(context, request, id),
});
