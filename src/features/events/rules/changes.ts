import type { CommunityEvent } from '../types.js';

/** What organisers change of an event, as they speak of it; codes that are no words, since the audit log shows words. */
export const CHANGES = [
  'of-title',
  'of-times',
  'of-place',
  'of-places',
  'of-language',
  'of-people',
  'of-needs',
  'of-audience',
  'of-questions',
  'of-afterwards',
  'of-announcing',
  'of-state',
] as const;
export type Change = (typeof CHANGES)[number];

/** Which fields are spoken of as what; those that nobody changes are left out. */
const OF_FIELD: Partial<Readonly<Record<keyof CommunityEvent, Change>>> = {
  texts: 'of-title',
  kind: 'of-title',
  zone: 'of-times',
  place: 'of-place',
  link: 'of-place',
  room: 'of-place',
  format: 'of-place',
  roomCapacity: 'of-places',
  onlineCapacity: 'of-places',
  organisationSeats: 'of-places',
  registrationFrom: 'of-places',
  registrationUntil: 'of-places',
  approval: 'of-audience',
  audience: 'of-audience',
  recorded: 'of-audience',
  language: 'of-language',
  questions: 'of-questions',
  secondForm: 'of-questions',
  needs: 'of-needs',
  certificate: 'of-afterwards',
  requiredShare: 'of-afterwards',
  feedback: 'of-afterwards',
  countsWomen: 'of-afterwards',
  announceAt: 'of-announcing',
  state: 'of-state',
};

export function isChange(text: string): text is Change {
  return CHANGES.some((known) => known === text);
}

/** What a change changes: fields that stay as they are do not count. */
export function changesOf(before: CommunityEvent, change: Partial<CommunityEvent>): readonly Change[] {
  const fields = (Object.keys(change) as (keyof CommunityEvent)[]).filter((field) => !isSame(before[field], change[field]));
  return CHANGES.filter((known) => fields.some((field) => OF_FIELD[field] === known));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
