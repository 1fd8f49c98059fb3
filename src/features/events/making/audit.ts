import { type AuditDetail, actsOf, type Feature } from '../../../feature-api/index.js';
import { formatList, speaker } from '../../../language/index.js';
import { isChange } from '../rules/changes.js';

/** How entries about events are shown in the audit log. */
export const eventsAuditActions: NonNullable<Feature['auditActions']> = {
  ...actsOf('events', 'events', 'new', 'edit', 'discard', 'announce', 'undo', 'cancel'),
  'events.take-list': 'events-organising.act.take-list',
  ...actsOf('events', 'events-making', 'session-off', 'open', 'announce-later'),
  'events.select': 'events-registration.act.select',
};

export const eventsAuditDetails: Readonly<Record<string, AuditDetail>> = {
  event: (value, _entry, language) => speaker(language).plain('events.audit.event', { number: Number(value) }),
  recipients: (value, _entry, language) => speaker(language).plain('events-organising.audit.recipients', { count: Number(value) }),
  /** Which version it led to says nothing to a reader. */
  eventVersion: () => undefined,
  eventChanges: (value, _entry, language) => {
    const changes = String(value).split(' ').filter(isChange);
    return changes.length === 0
      ? undefined
      : formatList(
          changes.map((change) => speaker(language).plain(`events-making.what.${change}`)),
          language,
        );
  },
  selected: (value, _entry, language) => speaker(language).plain('events.audit.selected', { count: Number(value) }),
  refused: (value, _entry, language) => speaker(language).plain('events.audit.refused', { count: Number(value) }),
};
