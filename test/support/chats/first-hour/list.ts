import { workbookFile } from '../../../../src/features/members/import/write-workbook.js';

/** A person of the list who can be imported. */
export interface Listed {
  readonly name: string;
  readonly organisation: string;
}

const PLACES = ['Tigris', 'Euphrates', 'Marsh', 'Palm', 'Cedar', 'Zagros', 'Reed', 'Lantern', 'Bridge', 'Harvest', 'River', 'Citadel'];
const KINDS = ['Legal Aid', 'Women’s Voice', 'Youth Network', 'Recovery Centre', 'Institute'];
const FIRST = ['Zainab', 'Karwan', 'Haider', 'Shilan', 'Noor', 'Miran', 'Rana', 'Dilan', 'Yusuf', 'Amal', 'Sara', 'Hawre'];
const FAMILY = ['Kareem', 'Ali', 'Hasan', 'Omar', 'Jabbar', 'Aziz'];

/** As three people write the same things. */
const TYPES = ['Local NGO', 'INGO', 'National', 'local', ''];
const GOVERNORATES = ['Ninewa', 'Arbil', 'Al-Basrah', 'محافظة بغداد', 'پارێزگای دهۆک', 'Slemani', 'Kirkuk Governorate'];
const SECTORS = ['Protection, WASH', 'Awareness raising', 'الحماية، تغيّر المناخ', 'پاراستن؛ هۆشیارکردنەوە', ''];
const LANGUAGES = ['Arabic, eng', 'العربية، الإنجليزية', 'Sorani|Arabic', 'عربي; کوردی (سۆرانی)'];

/** Organisations of the list. */
export const ORGANISATIONS = PLACES.flatMap((place) => KINDS.map((kind) => `${place} ${kind}`));

/** One person of each organisation. */
export const PEOPLE: readonly Listed[] = ORGANISATIONS.map((organisation, index) => ({
  name: `${FIRST[index % FIRST.length] ?? ''} ${FAMILY[Math.floor(index / FIRST.length)] ?? ''}`,
  organisation,
}));

/** A colleague of the first person, who wrote down the address of their office too. */
export const COLLEAGUE: Listed = { name: 'Huda Faris', organisation: PEOPLE[0]?.organisation ?? '' };

/**
 * A spreadsheet that three people filled in: a title, headers in two languages, columns nobody asked for, a person twice, a colleague with
 * the office's address, a line without a name, and an address that is none.
 *
 * @param account Each person's account where the community is, if that is not the browser chat.
 * @param ids The header of the column with the accounts.
 */
export async function messyList(account: (person: Listed) => string, ids = 'Slack ID'): Promise<Uint8Array> {
  const header = ['No.', 'Full Name', 'Organization', 'Type of organization', 'المحافظة', 'Sectors', 'Languages', 'E-mail', ids, 'Phone'];
  const line = (person: Listed, index: number, changed: Readonly<Record<number, string>> = {}): readonly string[] => {
    const at = (values: readonly string[]) => values[index % values.length] ?? '';
    const address = `${person.name.toLowerCase().replace(' ', '.')}@example.org`;
    const own = [String(index + 1), person.name, person.organisation, at(TYPES), at(GOVERNORATES), at(SECTORS), at(LANGUAGES)];
    return [...own, index % 3 === 0 ? `mailto:${address}` : address, account(person), ''].map((value, column) => changed[column] ?? value);
  };
  const [office] = PEOPLE;
  if (!office) throw new Error('nobody is on the list');
  const again = { name: `\u200f${(PEOPLE[1]?.name ?? '').replace(' ', '\u00a0')}`, organisation: "tigris  women's voice" };
  const lines = [
    ...PEOPLE.map((person, index) => line(person, index, index === 0 ? { 7: 'office@example.org' } : {})),
    line(COLLEAGUE, 0, { 7: 'office@example.org', 8: account(COLLEAGUE) }),
    // The second person of the list once more, as somebody else typed it.
    line(again, 1, { 7: '', 8: '' }),
    line({ name: '', organisation: 'Reed Institute' }, 3, { 7: 'reed@example.org' }),
    line({ name: 'Lana Karim', organisation: 'Reed Institute' }, 4, { 7: 'no address yet', 8: '' }),
  ];
  const rows = [['Members of the network, November (Sara, please check)', ...header.slice(1).map(() => '')], header, ...lines];
  return (await workbookFile('members final (2).xlsx', [{ name: 'Sheet1', rows: rows.map((row) => row.map((value) => ({ value }))) }]))
    .bytes;
}
