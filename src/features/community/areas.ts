/** Parts of the settings that have a form or a card of their own. */
export const AREAS = ['general', 'week', 'blackouts', 'outages', 'sectors', 'channels', 'budgets', 'browser'] as const;
export type Area = (typeof AREAS)[number];

export const LISTS = ['blackout', 'outage'] as const;

export const AGENDA_VIEWS = ['upcoming', 'recent', 'failed'] as const;
export type AgendaView = (typeof AGENDA_VIEWS)[number];
