import type { AuditDetail, Feature } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';

/** How entries about events are shown in the audit log. */
export const eventsAuditActions: NonNullable<Feature['auditActions']> = {
  'events.new': 'events.act.new',
  'events.edit': 'events.act.edit',
  'events.discard': 'events.act.discard',
  'events.announce': 'events.act.announce',
  'events.undo': 'events.act.undo',
  'events.cancel': 'events.act.cancel',
  'events.take-list': 'events-organising.act.take-list',
  'events.select': 'events-registration.act.select',
};

export const eventsAuditDetails: Readonly<Record<string, AuditDetail>> = {
  event: (value, _entry, language) => speaker(language).plain('events.audit.event', { number: Number(value) }),
  recipients: (value, _entry, language) => speaker(language).plain('events-organising.audit.recipients', { count: Number(value) }),
  selected: (value, _entry, language) => speaker(language).plain('events.audit.selected', { count: Number(value) }),
  refused: (value, _entry, language) => speaker(language).plain('events.audit.refused', { count: Number(value) }),
};
