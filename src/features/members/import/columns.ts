import { nameKey } from '../../../core/fold.js';
import { LISTED_PLATFORMS, type ListedPlatform } from '../../../ports/identity.js';
import { type NamePart, namePartOf } from './name-parts.js';

const OWN_COLUMNS = [
  'name',
  'organisation',
  'organisation_type',
  'governorates',
  'sectors',
  'languages',
  'offers',
  'wants',
  'language',
  'timezone',
  'email',
] as const;
type OwnColumn = (typeof OWN_COLUMNS)[number];
type AccountColumn = `${ListedPlatform}_id`;
export type Column = OwnColumn | AccountColumn;

/** The column of accounts on a platform. */
export const accountColumn = (platform: ListedPlatform): AccountColumn => `${platform}_id`;

/** The columns of the members' list, for import and export (docs/members-csv.md). */
export const COLUMNS: readonly Column[] = [...OWN_COLUMNS, ...LISTED_PLATFORMS.map(accountColumn)];

export const isOwnColumn = (column: Column): column is OwnColumn => OWN_COLUMNS.some((own) => own === column);

const REQUIRED: readonly Column[] = ['name', 'organisation'];

/** Columns that a corrected file brings back: what became of each line, and what was wrong with it. */
export const ANSWER_COLUMNS = ['result', 'problem'] as const;

/** Lines of one file, without the header; a longer list comes in parts. All of them are in the memory of the bot at once. */
export const LINES_MAX = 5000;
export const CELL_MAX = 2000;
export const ITEMS_MAX = 25;
export const ITEM_SEPARATOR = '|';

export type Row = Readonly<Partial<Record<Column, string>>>;

/** What people call the columns, besides their codes. */
const HEADERS: Readonly<Record<Column, readonly string[]>> = {
  name: [
    'Full name',
    'Name of member',
    'Member',
    'Member name',
    'Person',
    'Participant',
    'الاسم',
    'الاسم الكامل',
    'الاسم الثلاثي',
    'اسم العضو',
    'ناو',
    'ناوی تەواو',
    'ناوی ئەندام',
  ],
  organisation: [
    'Organization',
    'Org',
    'NGO',
    'Organisation name',
    'Organization name',
    'Name of organisation',
    'Name of organization',
    'Institution',
    'المنظمة',
    'منظمة',
    'اسم المنظمة',
    'المؤسسة',
    'الجهة',
    'ڕێکخراو',
    'ناوی ڕێکخراو',
  ],
  organisation_type: [
    'Organization type',
    'Type of organisation',
    'Type of organization',
    'Type',
    'نوع المنظمة',
    'النوع',
    'جۆری ڕێکخراو',
    'جۆر',
  ],
  governorates: [
    'Governorate',
    'Province',
    'Provinces',
    'Location',
    'Locations',
    'Area',
    'المحافظة',
    'المحافظات',
    'محافظة',
    'پارێزگا',
    'پارێزگاکان',
  ],
  sectors: [
    'Sector',
    'Pillar',
    'Pillars',
    'Thematic area',
    'Thematic areas',
    'القطاع',
    'القطاعات',
    'المحور',
    'المحاور',
    'کەرت',
    'کەرتەکان',
  ],
  languages: ['Languages spoken', 'Spoken languages', 'اللغات', 'لغات التحدث', 'زمانەکان'],
  offers: ['Offer', 'Can offer', 'Offering', 'Expertise', 'Skills', 'خبرات متاحة', 'الخبرات', 'ئەوەی دەتوانێت پێشکەشی بکات', 'شارەزایی'],
  wants: ['Want', 'Looks for', 'Looking for', 'Needs', 'دعم مطلوب', 'الاحتياجات', 'ئەوەی بەدوایدا دەگەڕێت', 'پێداویستی'],
  language: ['Language of messages', 'Preferred language', 'Bot language', 'اللغة', 'لغة المراسلة', 'اللغة المفضلة', 'زمان', 'زمانی پەیام'],
  timezone: ['Time zone', 'City', 'TZ', 'المنطقة الزمنية', 'التوقيت', 'المدينة', 'ناوچەی کاتی', 'شار'],
  email: [
    'E-mail',
    'Mail',
    'E-mail address',
    'Email address',
    'البريد الإلكتروني',
    'البريد',
    'الايميل',
    'إيميل',
    'ئیمەیل',
    'ئیمێڵ',
    'پۆستی ئەلیکترۆنی',
  ],
  slack_id: ['Slack', 'Slack user', 'Slack user id', 'Slack member id', 'معرف سلاك', 'ناسنامەی سلاک'],
  discord_id: ['Discord', 'Discord user', 'Discord user id', 'معرف ديسكورد', 'ناسنامەی دیسکۆرد'],
};

const columnKey = (name: string): string => nameKey(name.replaceAll('_', ' ').replace(/[*:؟?()]/g, ''));

const BY_HEADER: ReadonlyMap<string, Column> = new Map(
  COLUMNS.flatMap((column) => [column, ...HEADERS[column]].map((name) => [columnKey(name), column] as const)),
);
const ANSWERS = new Set<string>(ANSWER_COLUMNS.map(columnKey));

/** What a column is for: a part of a name, or what an earlier import wrote (`answer`), or one of the list. */
export type HeaderColumn = Column | NamePart | 'answer';

/** The column that a header means, in any of the languages, with marks and odd spaces. */
export function columnOf(header: string): HeaderColumn | undefined {
  const key = columnKey(header);
  return BY_HEADER.get(key) ?? namePartOf(key) ?? (ANSWERS.has(key) ? 'answer' : undefined);
}

/** What a header lacks. A name may stand in parts. */
export function missingIn(columns: readonly (HeaderColumn | undefined)[]): readonly Column[] {
  return REQUIRED.filter((column) => !columns.includes(column) && !(column === 'name' && columns.includes('given-name')));
}
