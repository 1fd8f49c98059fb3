import { type FeaturePart, noPersonalData } from '../../../feature-api/index.js';
import { calendarsHandlers } from './handlers.js';
import { calendarsPages } from './pages.js';

/** Members take events into their own calendars. */
export const calendarsPart: FeaturePart = {
  handlers: calendarsHandlers,
  messages: [],
  jobs: [],
  pages: calendarsPages,
  person: noPersonalData,
};
