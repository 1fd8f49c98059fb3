import type { Selectable } from 'kysely';
import { z } from 'zod';
import { nameKey } from '../../../core/fold.js';
import { flag, json, jsonColumn, strings } from '../../../sql/columns.js';
import { type Member, type MemberChange, ORGANISATION_TYPES, PROFILE_FIELDS, type TypedOrganisation, VISIBILITIES } from '../types.js';
import type { MembersTables } from './tables.js';

type MemberTable = MembersTables['members'];

const visibility = jsonColumn(z.record(z.enum(PROFILE_FIELDS), z.enum(VISIBILITIES)));

export const typedOrganisation = jsonColumn(
  z.object({ name: z.string(), type: z.enum(ORGANISATION_TYPES), governorates: z.array(z.string()).readonly() }),
);

export const readTyped = (text: string | null): TypedOrganisation | null => (text === null ? null : typedOrganisation.read(text));

/** What a list shows of a member, as far as its reader may see it. */
export type Named = Pick<Member, 'id' | 'name' | 'status' | 'isBot' | 'organisation' | 'visibility'>;

/** The same with their organisation's name: what tells members of one name apart. */
export type NamedWithOrganisation = Named & { readonly organisationName: string | null };

export const NAMED = [
  'members.id',
  'members.name',
  'members.status',
  'members.is_bot',
  'members.organisation_id',
  'members.visibility',
] as const;

export function toNamed(row: Pick<Selectable<MemberTable>, 'id' | 'name' | 'status' | 'is_bot' | 'organisation_id' | 'visibility'>): Named {
  const { id, name, status, organisation_id: organisation } = row;
  return { id, name, status, organisation, isBot: row.is_bot === 1, visibility: visibility.read(row.visibility) };
}

export function foldedEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** Columns that no field of a member stands for. */
type UnchangedColumn = 'id' | 'community_id' | 'joined_at' | 'left_at' | 'left_status' | 'organisation_typed';

/** The columns of the fields that are given. */
export function toColumns<C extends MemberChange>(change: C) {
  const columns = {
    status: change.status,
    role: change.role,
    is_bot: change.isBot === undefined ? undefined : flag(change.isBot),
    name: change.name,
    folded_name: change.name === undefined ? undefined : nameKey(change.name),
    organisation_id: change.organisation,
    language: change.language,
    timezone: change.timezone,
    hours_start: change.hours?.start,
    hours_end: change.hours?.end,
    languages: change.languages && json(change.languages),
    sectors: change.sectors && json(change.sectors),
    offers: change.offers && json(change.offers),
    wants: change.wants && json(change.wants),
    governorates: change.governorates && json(change.governorates),
    email: change.email,
    folded_email: typeof change.email === 'string' ? foldedEmail(change.email) : change.email,
    visibility: change.visibility && visibility.write(change.visibility),
    induction_step: change.inductionStep,
    last_active_at: change.lastActiveAt,
  };
  for (const key of Object.keys(columns) as (keyof typeof columns)[]) if (columns[key] === undefined) delete columns[key];
  // Every field that `C` requires is defined in it.
  return columns as C extends Omit<Member, 'id' | 'joinedAt'>
    ? Omit<Selectable<MemberTable>, UnchangedColumn>
    : Partial<Omit<Selectable<MemberTable>, UnchangedColumn>>;
}

export function toMember(row: Selectable<MemberTable>): Member {
  return {
    id: row.id,
    status: row.status,
    role: row.role,
    isBot: row.is_bot === 1,
    name: row.name,
    organisation: row.organisation_id,
    language: row.language,
    timezone: row.timezone,
    hours: { start: row.hours_start, end: row.hours_end },
    languages: strings(row.languages),
    sectors: strings(row.sectors),
    offers: strings(row.offers),
    wants: strings(row.wants),
    governorates: strings(row.governorates),
    email: row.email,
    visibility: visibility.read(row.visibility),
    inductionStep: row.induction_step,
    joinedAt: row.joined_at,
    lastActiveAt: row.last_active_at,
  };
}
