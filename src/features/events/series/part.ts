import { type FeaturePart, noPersonalData } from '../../../feature-api/index.js';
import { seriesHandlers } from './handlers.js';
import { seriesJobs } from './jobs.js';
import { seriesMessages } from './messages.js';

/** Events recur: each is made up to twelve months ahead, and members come to one or to all. */
export const seriesPart: FeaturePart = {
  handlers: seriesHandlers,
  messages: seriesMessages,
  jobs: seriesJobs,
  person: noPersonalData,
  auditActions: {
    'events.repeat': 'events-series.act.repeat',
    'events.series-edit': 'events-series.act.edit',
    'events.series-end': 'events-series.act.end',
  },
};
