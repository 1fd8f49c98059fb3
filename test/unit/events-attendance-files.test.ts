import { describe, expect, it } from 'vitest';
import { toInstant } from '../../src/core/time.js';
import { type Candidate, matcher } from '../../src/features/events/attendance/files/match.js';
import { readMeetingFile, readMinutes } from '../../src/features/events/attendance/files/read.js';
import { peopleIn, shareOf } from '../../src/features/events/attendance/files/stays.js';
import { readMoment } from '../../src/features/events/attendance/files/times.js';
import { filesFromSource } from '../support/files.js';

const at = (iso: string) => toInstant(Date.parse(iso));
const session = { startsAt: at('2026-12-06T10:00+03:00'), endsAt: at('2026-12-06T11:40+03:00') };
const bytes = (text: string) => new TextEncoder().encode(text);

/** Names and shares of everybody in a file. */
async function sharesIn(file: Uint8Array): Promise<Record<string, number>> {
  const read = await readMeetingFile(filesFromSource, file);
  if ('problem' in read) throw new Error(read.problem.type);
  const found = peopleIn(read.rows, session, ['Asia/Baghdad', 'UTC']);
  if ('elsewhere' in found) throw new Error('elsewhere');
  return Object.fromEntries(found.people.map((person) => [person.names[0] ?? '', shareOf([person], session)]));
}

const ZOOM = `Topic,ID,Host,Duration (minutes),Start time,End time,Participants
"Safe spaces, step by step",812 3456 7890,The Network,105,12/06/2026 09:55:00 AM,12/06/2026 11:40:00 AM,5

Name (original name),Email,Join time,Leave time,Duration (minutes),Guest,In waiting room
Zahra Hassan,zahra@example.org,12/06/2026 09:55:00 AM,12/06/2026 10:30:00 AM,35,Yes,No
Zahra H. (Zahra Hassan),,12/06/2026 10:50:00 AM,12/06/2026 11:40:00 AM,50,Yes,No
زهراء الموسوي,,12/06/2026 10:00:00 AM,12/06/2026 10:50:00 AM,50,Yes,No
زهراء الموسوي,,12/06/2026 10:25:00 AM,12/06/2026 11:15:00 AM,50,Yes,No
Karwan,karwan@example.org,12/06/2026 09:40:00 AM,12/06/2026 09:50:00 AM,10,Yes,No
Lava,,12/06/2026 10:00:00 AM,12/06/2026 11:40:00 AM,100,Yes,Yes
`;

const TEAMS = `1. Summary
Meeting title\tSafe spaces
Attended participants\t2
Start time\t12/6/26, 9:58:03 AM
End time\t12/6/26, 11:40:00 AM
Meeting duration\t1h 41m 57s

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
Zahra Hassan\t12/6/26, 10:00:00 AM\t12/6/26, 11:40:00 AM\t50m\tzahra@example.org\tzahra@example.org\tPresenter
Lava Omar (Unverified)\t12/6/26, 10:00:00 AM\t12/6/26, 11:40:00 AM\t1h 40m\t\t\tAttendee

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
Zahra Hassan\t12/6/26, 10:00:00 AM\t12/6/26, 10:25:00 AM\t25m\tzahra@example.org\tPresenter
Zahra Hassan\t12/6/26, 11:15:00 AM\t12/6/26, 11:40:00 AM\t25m\tzahra@example.org\tPresenter
Lava Omar (Unverified)\t12/6/26, 10:00:00 AM\t12/6/26, 11:40:00 AM\t1h 40m\t\tAttendee
`;

const MEET = `First name,Last name,Email,Duration,Time joined,Time exited
Zahra,Hassan,zahra@example.org,50 min,2026-12-06 07:00:00,2026-12-06 08:40:00
لاڤە,عومەر,,1 hr 40 min,2026-12-06 07:00:00,2026-12-06 08:40:00
`;

describe('an attendance file', () => {
  it('of Zoom merges re-joins, renamed people and two devices, and leaves out the waiting room and what was before', async () => {
    expect(await sharesIn(bytes(ZOOM))).toEqual({ 'Zahra H.': 80, 'زهراء الموسوي': 75 });
  });

  it('merges re-joins under a name that is written with and without a space', async () => {
    const twice = `Name,Join time,Leave time
عبد الرحمن كريم,12/06/2026 10:00:00 AM,12/06/2026 10:25:00 AM
عبدالرحمن كريم,12/06/2026 11:15:00 AM,12/06/2026 11:40:00 AM
`;
    expect(Object.values(await sharesIn(bytes(twice)))).toEqual([50]);
  });

  it('of Zoom counts a webinar by its own columns', async () => {
    const webinar = `Attendee Report\nAttendee Details,\nAttended,User Name (Original Name),First Name,Last Name,Email,Join Time,Leave Time,Time in Session (minutes)
Yes,Zahra,Zahra,Hassan,zahra@example.org,"Dec 6, 2026 10:00:00","Dec 6, 2026 11:40:00",100\nNo,Karwan,Karwan,Ali,k@example.org,--,--,--\n`;
    expect(await sharesIn(bytes(webinar))).toEqual({ Zahra: 100 });
  });

  it('of Teams in UTF-16 takes the stays rather than the first join and the last leave', async () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...new Uint8Array(Uint16Array.from([...TEAMS].map((char) => char.charCodeAt(0))).buffer)]);
    expect(await sharesIn(utf16)).toEqual({ 'Zahra Hassan': 50, 'Lava Omar': 100 });
    const summary = TEAMS.slice(0, TEAMS.indexOf('3. In-Meeting'));
    expect(await sharesIn(bytes(summary.replaceAll('12/6/26', '6/12/2026')))).toEqual({ 'Zahra Hassan': 50, 'Lava Omar': 100 });
  });

  it('of Google Meet, on another clock', async () => {
    expect(await sharesIn(bytes(MEET))).toEqual({ 'Zahra Hassan': 50, 'لاڤە عومەر': 100 });
  });

  it('of another meeting is told apart', async () => {
    const read = await readMeetingFile(filesFromSource, bytes(ZOOM.replaceAll('12/06/2026', '12/13/2026')));
    const found = 'rows' in read && peopleIn(read.rows, session, ['Asia/Baghdad']);
    expect(found).toEqual({ elsewhere: at('2026-12-13T09:55+03:00') });
  });

  it.each([
    ['Name,Country,Duration (minutes)\nZahra,Iraq,20', { type: 'no-times' }],
    ['Teilnehmer,Beitritt,Dauer\nZahra,10:00,20', { type: 'columns', unknown: ['Teilnehmer', 'Beitritt', 'Dauer'] }],
    ['', { type: 'empty' }],
    ['Name,Join time\n', { type: 'empty' }],
    ['Name,"Join time\nZahra', { type: 'broken' }],
  ])('that can’t be read says why: %j', async (text, problem) => {
    expect(await readMeetingFile(filesFromSource, bytes(text))).toEqual({ problem });
  });

  it('in another encoding is refused', async () => {
    expect(await readMeetingFile(filesFromSource, new Uint8Array([0xc7, 0xe1, 0x2c, 0xff]))).toEqual({ problem: { type: 'encoding' } });
  });
});

describe('times of attendance files', () => {
  it('are read in the ways in which they are written', () => {
    const expected = at('2026-12-06T22:05:07+03:00');
    for (const text of [
      '12/06/2026 10:05:07 PM',
      '12/6/26, 10:05:07\u202fPM',
      '2026-12-06 22:05:07',
      'Dec 6, 2026 22:05:07',
      '6 December 2026, 10:05:07 PM',
      '2026-12-06T19:05:07Z',
      '١٢/٦/٢٠٢٦ ١٠:٠٥:٠٧ م',
    ])
      expect([text, readMoment(text, 'Asia/Baghdad', 'month')]).toEqual([text, expected]);
    expect(readMoment('06.12.2026, 22:05:07', 'Asia/Baghdad', 'day')).toBe(expected);
    for (const text of ['', 'soon', '13/40/2026 10:00', '12/06/2026', '12/06/2026 25:00', 'Foo 6, 2026 10:00'])
      expect(readMoment(text, 'Asia/Baghdad', 'month')).toBeUndefined();
    expect(['62', '62 min', '1h 2m', '1 hr 2 min', '01:02:00', '', 'long'].map(readMinutes)).toEqual([
      62,
      62,
      62,
      62,
      62,
      undefined,
      undefined,
    ]);
  });
});

describe('somebody of an attendance file', () => {
  const candidate = (key: number, name: string, address: string | null = null, registered = true): Candidate<number> => ({
    key,
    name,
    address,
    registered,
  });
  const match = matcher([
    candidate(1, 'Zahra Hassan', 'Zahra@example.org'),
    candidate(2, 'زَهراء المُوسوی'),
    candidate(3, 'Karwan Ali'),
    candidate(4, 'Karwan Ali'),
    candidate(5, 'Lava Omar', 'lava@example.org', false),
    candidate(6, 'Sara Ahmed Jabar'),
    candidate(7, 'عبد الرحمن كريم'),
    candidate(8, 'Noor Al-Rawi'),
  ]);
  const of = (name: string, address?: string) => match({ names: [name], addresses: address === undefined ? [] : [address] });

  it('is certain by the address, or by a name that one registered person has', () => {
    expect(of('iPhone', 'zahra@example.org')).toEqual({ type: 'certain', key: 1 });
    expect(of('ZAHRA HASSAN')).toEqual({ type: 'certain', key: 1 });
    expect(of('زهراء الموسوي')).toEqual({ type: 'certain', key: 2 });
    // Names that differ only in spaces and hyphens are equal.
    expect(of('عبدالرحمن كريم')).toEqual({ type: 'certain', key: 7 });
    expect(of('Noor AlRawi')).toEqual({ type: 'certain', key: 8 });
  });

  it('is doubtful with a name of several, of somebody who did not register, with another address or a similar name', () => {
    expect(of('Karwan Ali')).toEqual({ type: 'doubtful', keys: [3, 4] });
    expect(of('Lava Omar')).toEqual({ type: 'doubtful', keys: [5] });
    expect(of('Zahra Hassan', 'other@example.org')).toEqual({ type: 'doubtful', keys: [1] });
    expect(of('زهراء موسوي')).toEqual({ type: 'doubtful', keys: [2] });
    expect(of('Sara Jabar')).toEqual({ type: 'doubtful', keys: [6] });
    expect(of('Zahra')).toEqual({ type: 'doubtful', keys: [1] });
  });

  it('is asked for where the name stands in the other script, and never taken for somebody', () => {
    const people = [
      'Maryam Yousif',
      'علي حسين الراوي',
      'Abdulrahman Khalid',
      'شنۆ ڕەسوڵ',
      'Haneen Al-Jubouri',
      'زهراء الموسوي',
      'Noor',
      'Ahmed Salih',
    ];
    const across = matcher(people.map((name, key) => candidate(key, name)));
    const found = (name: string) => across({ names: [name], addresses: [] });
    for (const [name, key] of [
      ['مريم يوسف', 0],
      ['مەریەم یوسف', 0],
      ['Ali Hussein Al-Rawi', 1],
      ['Ali Hussain Alrawi', 1],
      ['عبد الرحمن خالد', 2],
      ['Shno Rasul', 3],
      ['حنين الجبوري', 4],
      ['Zahraa Al Mosawi', 5],
      ['أحمد صالح', 7],
    ] as const)
      expect([name, found(name)]).toEqual([name, { type: 'doubtful', keys: [key] }]);
    // Two consonants are too few, and other ones are another name.
    for (const name of ['نور', 'محمد يوسف', 'Mariam']) expect([name, found(name)]).toEqual([name, { type: 'unknown' }]);
  });

  it('is nobody known otherwise', () => {
    expect(of('Lava')).toEqual({ type: 'unknown' });
    expect(of('iPhone')).toEqual({ type: 'unknown' });
  });
});
