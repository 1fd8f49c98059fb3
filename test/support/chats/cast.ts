import type { PersonaView } from '../../../adapters/web/protocol.js';
import { WEB_SPACE } from '../../../src/cli/serve.js';
import type { OrganisationId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import { memberWith } from '../active-member.js';
import { anOrganisation } from '../records.js';
import type { Community, Platform } from './community.js';
import type { Resident } from './resident.js';

/** Invented people, two of one organisation among them; each knows the languages that all share. */
const PEOPLE = [
  ['Zainab Kareem', 'Tigris Legal Aid', 'local', 'basra', 'protection|legislation', 'grant-budgets', 'advocacy'],
  ['Karwan Ali', 'Zagros Youth Network', 'local', 'erbil', 'participation', 'advocacy', 'grant-budgets'],
  ['Haider Hasan', 'Marshland Recovery', 'local', 'maysan', 'recovery|climate-change', 'media', 'data-analysis'],
  ['Shilan Omar', 'Institute for Equal Law', 'national', 'sulaymaniyah', 'legislation', 'data-analysis', 'media'],
  ['Noor Jabbar', 'River Cities Alliance', 'national', 'baghdad', 'awareness|empowerment', 'fundraising', 'proposal-writing'],
  ['Miran Aziz', 'Relief Bridge International', 'international', 'duhok', 'recovery', 'proposal-writing', 'fundraising'],
  ['Rana Saleh', 'Palm Grove Collective', 'local', 'karbala', 'empowerment', 'project-management', 'monitoring-evaluation'],
  ['Dilan Rasul', 'Open Hands Agency', 'international', 'nineveh', 'prevention', 'monitoring-evaluation', 'project-management'],
  ['Yusuf Nasir', 'Tigris Legal Aid', 'local', 'baghdad', 'protection', 'media', 'advocacy'],
] as const;

export const ORGANISER = 'Haneen';

/** Somebody of the browser chat. */
export function personaOf(name: string): Pick<PersonaView, 'user' | 'name'> {
  return { user: name.toLowerCase().replace(/[^a-z]/g, ''), name };
}

/** All who may open the browser chat. */
export function everybody(language: Language): readonly [PersonaView, ...PersonaView[]] {
  const persona = (name: string): PersonaView => ({ ...personaOf(name), language, about: name });
  return [persona(ORGANISER), ...PEOPLE.map(([name]) => persona(name))];
}

export interface Cast {
  readonly members: readonly Resident[];
  readonly csv: Uint8Array;
}

/** Registers the people of the browser chat as who has been led in long ago: a list names no accounts of it. */
export async function settleOnWeb({ store, language }: Pick<Community, 'store' | 'language'>): Promise<void> {
  const organisations = new Map<string, OrganisationId>();
  for (const [name, of, type, governorate, sectors, offers, wants] of PEOPLE) {
    const organisation =
      organisations.get(of) ??
      (await store.autocommit.organisations.insert(anOrganisation({ name: of, type, governorates: [governorate] })));
    organisations.set(of, organisation);
    const given = { name, organisation, language, sectors: sectors.split('|'), offers: [offers], wants: [wants] };
    const account = { platform: 'web', space: WEB_SPACE, user: personaOf(name).user } as const;
    await memberWith(store, account, { ...given, languages: ['ar', 'ckb', 'en'], governorates: [governorate] });
  }
}

/** Settles the people on the community's platforms, in turn, and writes the list that an organiser would import. */
export function settleCast(community: Community, platforms: readonly Platform[], language: Language): Cast {
  const header = 'name,organisation,organisation_type,governorates,sectors,languages,offers,wants,language,timezone,slack_id,discord_id';
  const members: Resident[] = [];
  const lines = PEOPLE.map(([name, organisation, type, governorate, sectors, offers, wants], index) => {
    const platform = platforms[index % platforms.length] ?? 'slack';
    const resident = community.settle(platform, name);
    members.push(resident);
    const accounts = platform === 'slack' ? `${resident.id},` : platform === 'discord' ? `,${resident.id}` : ',';
    return `${name},${organisation},${type},${governorate},${sectors},ar|ckb|en,${offers},${wants},${language},Asia/Baghdad,${accounts}`;
  });
  return { members, csv: new TextEncoder().encode([header, ...lines].join('\n')) };
}
