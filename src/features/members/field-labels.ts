import type { MessageKey } from '../../language/index.js';
import type { ProfileField } from './types.js';

/** What the fields of a profile are called. */
export const FIELD_LABELS = {
  organisation: 'members.field.organisation',
  languages: 'members.field.languages',
  sectors: 'members.field.sectors',
  offers: 'members.field.offers',
  wants: 'members.field.wants',
  hours: 'members.field.hours',
  email: 'members.field.email',
} as const satisfies Record<ProfileField, MessageKey>;
