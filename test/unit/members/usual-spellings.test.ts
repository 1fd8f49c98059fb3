import { describe, expect, it } from 'vitest';
import { SECTORS } from '../../../src/core/settings.js';
import { governorateOf } from '../../../src/features/members/governorates.js';
import { columnOf } from '../../../src/features/members/import/columns.js';
import { parseMembersFile } from '../../../src/features/members/import/parse.js';
import { organisationTypeOf } from '../../../src/features/members/organisation-types.js';
import { isKurdishAlone, sectorOf, spokenOf } from '../../../src/features/members/spoken.js';
import { zoneOf } from '../../../src/features/members/zones.js';
import { listsFromSource } from '../../support/files.js';

const rowsOf = async (csv: string) => {
  const { lines, rowOf } = await parseMembersFile(listsFromSource, csv);
  return lines.map((line) => rowOf(line).name);
};

describe('a name in several columns', () => {
  it.each([
    ['First name,Last name,Organisation\nRana,Salim,Reed House\n', 'Rana Salim'],
    ['Surname,First Name,Organization\nSalim,Rana,Reed House\n', 'Rana Salim'],
    ['Name,Surname,Organisation\nRana,Salim,Reed House\n', 'Rana Salim'],
    ['الاسم الأول,اسم الأب,اللقب,المنظمة\nزينب,كريم,الجبوري,شبكة الرافدين\n', 'زينب كريم الجبوري'],
    ['ناوی یەکەم,ناوی باوک,ڕێکخراو\nژیان,ئازاد,ناوەندی زاگرۆس\n', 'ژیان ئازاد'],
    // A column that repeats a part of the whole name adds nothing.
    ['Full name,Family name,Organisation\nRana Salim,SALIM,Reed House\n', 'Rana Salim'],
    ['First name,Last name,Organisation\nRana,,Reed House\n', 'Rana'],
    ['First name,Last name,Organisation\nAliya,Ali,Reed House\n', 'Aliya Ali'],
    ['First name,Middle name,Last name,Organisation\nAli,Hasan,Ali,Reed House\n', 'Ali Hasan Ali'],
  ])('is put together: %j', async (csv, name) => expect(await rowsOf(csv)).toEqual([name]));

  it('names no column that it used as unknown, and gives all of them back', async () => {
    const file = await parseMembersFile(listsFromSource, 'First name,Last name,Phone,Organisation\nRana,Salim,1,Reed House\n');
    expect([file.unknown, file.header]).toEqual([['Phone'], ['First name', 'Last name', 'Phone', 'Organisation']]);
  });
});

describe('what people in offices write', () => {
  it.each([
    ['organization', 'organisation'],
    ['Full Name', 'name'],
    ['الاسم', 'name'],
    ['\u200fالاسم\u200f', 'name'],
    ['الإسم', 'name'],
    ['Full\u00a0Name', 'name'],
    ['\ufeffFull Name *', 'name'],
    ['ORGANISATION:', 'organisation'],
    ['E-Mail Address', 'email'],
    ['Phone', undefined],
  ])('is a header: %j', (header, column) => expect(columnOf(header)).toBe(column));

  it.each([
    ['Local NGO', 'local'],
    ['local network', 'local'],
    ['CBO', 'local'],
    ['Women-led organisation', 'local'],
    ['Women’s rights organization', 'local'],
    ['INGO', 'international'],
    ['Government', 'national'],
    ['منظمة محلية', 'local'],
    ['ڕێکخراوی نێودەوڵەتی', 'international'],
    ['Charity shop', undefined],
  ])('is a type: %s', (typed, type) => expect(organisationTypeOf(typed)).toBe(type));

  it.each([
    ['Protection', 'protection'],
    ['الحماية', 'protection'],
    ['پاراستن', 'protection'],
    ['WASH', undefined],
  ])('is a sector, or none of ours: %s', (typed, sector) => expect(sectorOf(typed, SECTORS)).toBe(sector));

  it.each([
    ['Arabic', 'ar'],
    ['eng', 'en'],
    ['ara', 'ar'],
    ['Kurdish (Sorani)', 'ckb'],
    ['Kurdish Sorani', 'ckb'],
    ['Kurdish - Badini', 'kmr'],
    ['كردية سورانية', 'ckb'],
    ['کوردی بادینی', 'kmr'],
    ['Hawrami', 'hac'],
    ['Feyli', 'sdh'],
    ['Faili', 'sdh'],
    ['فيلية', 'sdh'],
    ['فەیلی', 'sdh'],
    ['Shabaki', 'sdb'],
  ])('is a language: %s', (typed, code) => expect(spokenOf(typed)).toBe(code));

  it.each(['ku', 'kur', 'Kurdish', 'كردي', 'کوردی'])('is Kurdish of which nobody knows which one: %s', (typed) => {
    expect([spokenOf(typed), isKurdishAlone(typed)]).toEqual([undefined, true]);
  });

  it.each([
    ['Ninewa', 'nineveh'],
    ['Nineveh', 'nineveh'],
    ['Nainawa', 'nineveh'],
    ['Arbil', 'erbil'],
    ['Al-Basrah', 'basra'],
    ['محافظة البصرة', 'basra'],
    ['محافظه نينوى', 'nineveh'],
    ['Kirkuk Governorate', 'kirkuk'],
    ['Governorate of Kirkuk', 'kirkuk'],
    ['Baghdad Gov.', 'baghdad'],
    ['Babil Gov', 'babil'],
    ['پارێزگای دهۆک', 'dohuk'],
    ['هەولێر', 'erbil'],
    ['Govan', 'Govan'],
  ])('is a governorate: %s', (typed, code) => expect(governorateOf(typed)).toBe(code));

  it.each([
    ['Basra', 'Asia/Baghdad'],
    ['بغداد', 'Asia/Baghdad'],
    ['هەولێر', 'Asia/Baghdad'],
    ['Mosul', 'Asia/Baghdad'],
    ['Arabic Standard Time', 'Asia/Baghdad'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['GMT', 'UTC'],
    ['CET', 'CET'],
    // Short forms stand for several zones, and the machine's own guess is Alaska for the first.
    ['AST', undefined],
    ['IST', undefined],
    ['Mars', undefined],
  ])('is a zone: %s', (typed, zone) => {
    const found = zoneOf(typed);
    // Both names of a renamed zone are the same zone.
    const same = (name: string | undefined) => name && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    expect(same(found)).toBe(same(zone));
  });
});
