import type { Actor } from '../../../src/core/access.js';
import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Form, Message } from '../../../src/core/message.js';
import { toInstant, toLocalDate, toLocalTime } from '../../../src/core/time.js';
import { withCoffeeSection } from '../../../src/features/coffee/settings.js';
import type { Member, Organisation } from '../../../src/features/members/types.js';
import { aMember } from '../records.js';
import { settingsOf } from '../settings.js';

/** What hangs in the gallery: one thing that the bot can say or ask, under a name. */
export type Exhibit = { readonly name: string } & ({ readonly message: Message } | { readonly form: Form });

export const NOW = toInstant(Date.parse('2026-12-06T07:00:00Z'));

export const settings = withCoffeeSection(
  settingsOf({
    name: 'Women of the Rivers',
    blackouts: [{ from: toLocalDate('2027-03-20'), to: toLocalDate('2027-03-24'), label: 'Eid al-Fitr' }],
    outages: [
      { days: ['sun', 'wed'], start: toLocalTime('14:00'), end: toLocalTime('18:00'), warning: 'No power in Basra in the afternoon.' },
    ],
  }),
);

const organisation = (id: number, name: string, type: Organisation['type']): Organisation => ({
  id: toId(id),
  name,
  type,
  governorates: ['basra'],
  sectors: ['protection'],
  status: 'approved',
});
export const tigris = organisation(1, 'Tigris Legal Aid', 'local');
export const bridge = organisation(2, 'منظمة جسر الإغاثة', 'international');
export const proposed: Organisation = { ...organisation(3, 'Palm Grove Collective', 'national'), status: 'proposed' };

const member = (id: number, name: string, more: Partial<Member> = {}): Member => ({
  ...aMember({
    name,
    organisation: tigris.id,
    languages: ['ar', 'en'],
    sectors: ['protection', 'legislation'],
    offers: ['grant-budgets', 'mediation between tribes'],
    wants: ['advocacy'],
    governorates: ['basra'],
    email: 'zainab@example.org',
    visibility: { ...aMember().visibility, hours: 'organisers' },
    joinedAt: NOW,
    lastActiveAt: NOW,
    ...more,
  }),
  id: toId(id),
});
export const zainab = member(1, 'Zainab Kareem');
export const karwan = member(2, 'کاروان عەلی', {
  organisation: bridge.id,
  timezone: 'Europe/Berlin',
  languages: ['ckb', 'ar'],
  offers: ['advocacy'],
  wants: ['grant-budgets'],
});
export const haider = member(3, 'حيدر حسن', { role: 'organiser' });
export const dalia = member(4, 'Dalia Faris', {
  status: 'newcomer',
  inductionStep: 'name',
  organisation: null,
  sectors: [],
  offers: [],
  wants: [],
});

export function actor({ id, name, timezone, role, status }: Member, language: Language): Actor {
  return { id, name, timezone, role, status, language };
}
