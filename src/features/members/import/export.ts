import type { Context } from '../../../feature-api/index.js';
import { toCsv } from '../../../kit/csv.js';
import { membersStore, organisationsStore } from '../store/index.js';
import type { Member, Organisation, ProfileField } from '../types.js';
import { COLUMNS, type Column, ITEM_SEPARATOR, isOwnColumn } from './columns.js';

const PAGE = 1000;

/**
 * The members' list as CSV, as far as members agreed to it: only active members who show their organisation to everyone
 * have a line, and of them only fields shown to everyone. Never account ids, language or time zone, since members
 * did not agree to these.
 */
export async function exportMembers(context: Context): Promise<string> {
  const organisations = new Map((await organisationsStore(context.tx).list()).map((organisation) => [organisation.id, organisation]));
  const rows: (readonly string[])[] = [COLUMNS];
  for (let offset = 0; ; offset += PAGE) {
    const members = await membersStore(context.tx).list({ status: 'active' }, { offset, limit: PAGE });
    for (const member of members) {
      const organisation = member.organisation === null ? undefined : organisations.get(member.organisation);
      if (organisation?.status !== 'approved' || member.isBot || member.visibility.organisation !== 'everyone') continue;
      rows.push(COLUMNS.map((column) => cell(column, member, organisation)));
    }
    if (members.length < PAGE) return toCsv(rows);
  }
}

function cell(column: Column, member: Member, organisation: Organisation): string {
  if (!isOwnColumn(column)) return '';
  const shown = (field: ProfileField, items: readonly string[]) =>
    member.visibility[field] === 'everyone' ? items.join(ITEM_SEPARATOR) : '';
  switch (column) {
    case 'name':
      return member.name;
    case 'organisation':
      return organisation.name;
    case 'organisation_type':
      return organisation.type;
    case 'governorates':
      return organisation.governorates.join(ITEM_SEPARATOR);
    case 'sectors':
      return shown('sectors', member.sectors);
    case 'languages':
      return shown('languages', member.languages);
    case 'offers':
      return shown('offers', member.offers);
    case 'wants':
      return shown('wants', member.wants);
    case 'email':
      return shown('email', member.email === null ? [] : [member.email]);
    case 'language':
    case 'timezone':
      return '';
    default:
      return column satisfies never;
  }
}
