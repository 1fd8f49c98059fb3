import { type FeaturePart, noPersonalData } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { certificatesHandlers } from './handlers.js';
import { certificatesMessages } from './messages.js';
import { certificatePage } from './page.js';

/** Certificates for those who attended a training, and for those who spoke at, hosted or facilitated an event. */
export const certificatesPart: FeaturePart = {
  handlers: certificatesHandlers,
  messages: certificatesMessages,
  jobs: [],
  pages: [certificatePage],
  person: noPersonalData,
  auditDetails: {
    issued: (value, _entry, language) => speaker(language).plain('events-certificates.audit.issued', { count: Number(value) }),
  },
  auditActions: {
    'events.certificates': 'events-certificates.act.issue',
    'events.certificate': 'events-certificates.act.correct',
    'events.certificate-erase': 'events-certificates.act.erase',
  },
};
