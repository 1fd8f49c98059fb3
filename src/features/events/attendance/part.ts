import { type FeaturePart, noPersonalData } from '../../../feature-api/index.js';
import { attendanceHandlers } from './handlers.js';

/** Who was there: people say so, organisers mark it, and files of meetings tell it. */
export const attendancePart: FeaturePart = {
  handlers: attendanceHandlers,
  messages: [],
  jobs: [],
  person: noPersonalData,
  auditActions: { 'events.attendance': 'events-attendance.act.attendance' },
};
