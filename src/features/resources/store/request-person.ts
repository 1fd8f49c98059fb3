import { moment, personalExport, readBy, yesOrNo } from '../../../sql/personal-rows.js';
import type { RequestTables } from './request-tables.js';
import { type ResourcesTables, sectorsColumn } from './tables.js';

/** What a member asked for, and what they answered others. */
export const exportedRequests = personalExport<RequestTables & ResourcesTables>()({
  requests: {
    table: 'resource_requests',
    plain: ['what', 'purpose', 'language', 'deadline', 'state', 'reason'],
    read: { sectors: readBy(sectorsColumn.read), named: yesOrNo },
    columns: { writtenAt: ['made_at', moment], askedAt: ['asked_at', moment], endedAt: ['ended_at', moment] },
    orderBy: 'id',
  },
  requestsAnswered: {
    table: 'resource_answers',
    plain: ['state', 'note'],
    read: { named: yesOrNo },
    columns: { gave: { column: 'title', in: 'resources', key: 'id', is: 'resource_id' }, at: ['made_at', moment] },
    orderBy: 'id',
  },
  askedToHelp: {
    table: 'resource_askings',
    columns: { request: 'request_id', askedAt: ['asked_at', moment], said: 'will' },
    orderBy: 'request_id',
  },
});
