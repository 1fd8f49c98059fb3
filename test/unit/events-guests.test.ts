import { describe, expect, it } from 'vitest';
import { type MemberId, toId } from '../../src/core/ids.js';
import { readGuest } from '../../src/features/events/guests/rules/form.js';
import { guestState } from '../../src/features/events/guests/rules/state.js';
import { type Candidate, readList, searchPeople } from '../../src/features/events/listed/rules/read.js';

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
const question = (label: string, required: boolean, options: readonly string[] = []) => ({ label, required, options });

describe('the form of a guest', () => {
  const plain = { ways: ['online'], questions: [], recorded: false } as const;

  it('needs a name, and takes everything else as it is left out', () => {
    expect(readGuest({ name: '  Hawre   Ali ' }, plain, tidy)).toEqual({
      name: 'Hawre Ali',
      organisation: null,
      email: null,
      language: null,
      attends: 'online',
      answers: null,
      recordingAgreed: false,
    });
    for (const name of ['', ' ', '—', '…']) expect(readGuest({ name }, plain, tidy)).toEqual({ problem: 'name' });
  });

  it('takes one of three languages for mails', () => {
    expect(readGuest({ name: 'A', mails: 'ckb' }, plain, tidy)).toMatchObject({ language: 'ckb' });
    expect(readGuest({ name: 'A', mails: 'fr' }, plain, tidy)).toMatchObject({ language: null });
  });

  it('asks how one attends only where there is a choice', () => {
    const hybrid = { ...plain, ways: ['room', 'online'] } as const;
    expect(readGuest({ name: 'A' }, hybrid, tidy)).toEqual({ problem: 'attends' });
    expect(readGuest({ name: 'A', attends: 'elsewhere' }, hybrid, tidy)).toEqual({ problem: 'attends' });
    expect(readGuest({ name: 'A', attends: 'online' }, hybrid, tidy)).toMatchObject({ attends: 'online' });
    expect(readGuest({ name: 'A', attends: 'room' }, plain, tidy)).toMatchObject({ attends: 'online' });
  });

  it('takes addresses that can be ones, and the consent only where it was asked for', () => {
    for (const email of ['a', 'a@b', 'a b@c.de', '<a@b.cd>', 'a@b.c'])
      expect(readGuest({ name: 'A', email }, plain, tidy)).toEqual({ problem: 'email' });
    expect(readGuest({ name: 'A', email: 'a@b.cd', recording: 'yes' }, plain, tidy)).toMatchObject({
      email: 'a@b.cd',
      recordingAgreed: false,
    });
    expect(readGuest({ name: 'A', recording: 'yes' }, { ...plain, recorded: true }, tidy)).toMatchObject({ recordingAgreed: true });
  });

  it('reads answers in the order of the questions, options by their number', () => {
    const asked = { ...plain, questions: [question('Diet?', false), question('Day?', true, ['Mon', 'Tue'])] };
    expect(readGuest({ name: 'A' }, asked, tidy)).toEqual({ problem: 'answer' });
    expect(readGuest({ name: 'A', answer2: '2' }, asked, tidy)).toMatchObject({ answers: ['', 'Tue'] });
    for (const answer2 of ['0', '3', 'Mon', '1e9', '-1', '1.5'])
      expect(readGuest({ name: 'A', answer2 }, asked, tidy)).toEqual({ problem: 'answer' });
    const long = readGuest({ name: 'x'.repeat(500), answer1: 'ب'.repeat(900), answer2: '1' }, asked, tidy);
    expect('problem' in long ? [] : [long.name.length, long.answers?.[0]?.length]).toEqual([80, 500]);
  });
});

it('a guest has a place, waits for one, or applies', () => {
  const limits = { format: 'virtual', roomCapacity: null, onlineCapacity: 1, organisationSeats: 1, approval: false } as const;
  const full = [{ attends: 'online', organisation: null, count: 1 }] as const;
  expect(guestState(limits, [], 'online')).toBe('going');
  expect(guestState(limits, full, 'online')).toBe('waiting');
  expect(guestState({ ...limits, approval: true }, full, 'online')).toBe('applied');
});

describe('a list of people whom organisers choose', () => {
  const person = (id: number, name: string, organisation = '', email: string | null = null): Candidate => ({
    id: toId<MemberId>(id),
    name,
    organisation,
    email,
  });
  const all = [
    person(1, 'Sara Ali', 'Reed House', 'sara@example.org'),
    person(2, 'Sara Omar', 'Reed House'),
    person(3, 'زهراء علي', 'بيت القصب'),
    person(4, 'Ali Reed'),
    person(5, 'Sara Ali', 'Tigris'),
  ];

  it('means people by whole names, addresses, organisations, or words that fit one', () => {
    expect(readList('sara omar', all).members).toEqual([2]);
    expect(readList('SARA@example.org ; زهراء', all).members).toEqual([1, 3]);
    expect(readList('Reed house', all).members).toEqual([1, 2]);
    expect(readList('1. Sara Omar\n2) Ali Reed\n• بيت القصب', all).members).toEqual([2, 4, 3]);
    expect(readList('Sara Tigris', all).members).toEqual([5]);
    expect(readList('Sara <sara@example.org>', all).members).toEqual([1]);
  });

  it('asks back where several fit, and says what fits nobody', () => {
    expect(readList('Sara Ali\nsara\nNobody\n\n nobody@example.org', all)).toEqual({
      members: [],
      several: [
        { text: 'Sara Ali', names: ['Sara Ali (Reed House)', 'Sara Ali (Tigris)'] },
        { text: 'sara', names: ['Sara Ali (Reed House)', 'Sara Omar (Reed House)', 'Sara Ali (Tigris)'] },
      ],
      unknown: ['Nobody', 'nobody@example.org'],
    });
  });

  it('is found by words of names and organisations', () => {
    expect(searchPeople('ali reed', all, 9).map(({ id }) => id)).toEqual([1, 4]);
    expect(searchPeople('sara', all, 2)).toHaveLength(2);
    expect(searchPeople('زهرا', all, 9).map(({ id }) => id)).toEqual([3]);
  });
});
