import type { OrganisationId } from '../../../core/ids.js';
import type { Settings } from '../../../core/settings.js';
import type { Instant } from '../../../core/time.js';
import { firstLanguage } from '../defaults.js';
import { unique } from '../rules/unique.js';
import { DEFAULT_VISIBILITY } from '../rules/visibility.js';
import type { Member, MemberChange, NewMember, Organisation } from '../types.js';
import type { ImportRow } from './row.js';

type NewOrganisation = Omit<Organisation, 'id'>;

/** An organisation as the first line that names it describes it; an organiser's list needs no approval. */
export function newOrganisation(row: ImportRow): NewOrganisation {
  return {
    name: row.organisation,
    type: row.organisationType ?? 'local',
    governorates: row.governorates ?? [],
    sectors: row.sectors ?? [],
    status: 'approved',
  };
}

/** What a line adds to an existing organisation: governorates and sectors are collected from all its lines. */
export function organisationChange(known: NewOrganisation, row: ImportRow): Partial<NewOrganisation> {
  const governorates = unique([...known.governorates, ...(row.governorates ?? [])]);
  const sectors = unique([...known.sectors, ...(row.sectors ?? [])]);
  return {
    ...(row.organisationType !== undefined && row.organisationType !== known.type && { type: row.organisationType }),
    ...(governorates.length > known.governorates.length && { governorates }),
    ...(sectors.length > known.sectors.length && { sectors }),
  };
}

/**
 * A person whom an organiser imports is active at once, since an organiser vouches for them. They have not introduced
 * themselves yet, so other members see nothing but the name, and `/profile edit` leads them through the induction.
 */
export function newMember(row: ImportRow, organisation: OrganisationId, settings: Settings, now: Instant): NewMember {
  return {
    status: 'active',
    role: 'member',
    isBot: false,
    name: row.name,
    organisation,
    language: row.language ?? firstLanguage(settings),
    timezone: row.timezone ?? settings.timezone,
    hours: settings.workingHours,
    languages: row.languages ?? [],
    sectors: row.sectors ?? [],
    offers: row.offers ?? [],
    wants: row.wants ?? [],
    governorates: row.governorates ?? [],
    email: row.email ?? null,
    visibility: DEFAULT_VISIBILITY,
    inductionStep: 'language',
    joinedAt: now,
    lastActiveAt: null,
  };
}

const LISTS = ['languages', 'sectors', 'offers', 'wants'] as const;

/**
 * What a line changes about a member. For somebody who introduced themselves, it fills in only what they left empty; for
 * others, each filled cell counts. Empty cells change nothing. Role and visibility never change, and the status only from
 * newcomer to active.
 */
export function memberChange(member: Member, row: ImportRow, organisation: OrganisationId): MemberChange {
  const own = member.inductionStep === null;
  // Where somebody works follows from the organisation they chose themselves.
  const fields = own ? LISTS : ([...LISTS, 'governorates'] as const);
  const lists = fields.filter((field) => {
    const items = row[field];
    return items !== undefined && !sameItems(items, member[field]) && (!own || member[field].length === 0);
  });
  return {
    ...Object.fromEntries(lists.map((field) => [field, row[field]])),
    ...(row.email !== undefined && row.email !== member.email && (!own || member.email === null) && { email: row.email }),
    ...(member.organisation !== organisation && (!own || member.organisation === null) && { organisation }),
    ...(!own && row.name !== member.name && { name: row.name }),
    ...(!own && row.language !== undefined && row.language !== member.language && { language: row.language }),
    ...(!own && row.timezone !== undefined && row.timezone !== member.timezone && { timezone: row.timezone }),
    ...(member.status === 'newcomer' && { status: 'active' as const }),
  };
}

function sameItems(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
