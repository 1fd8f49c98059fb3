import { describe, expect, it } from 'vitest';
import { type MemberId, type OrganisationId, toId } from '../../../src/core/ids.js';
import { missingStep, STEPS, statusWith, stepAfter, stepBefore, stepOf } from '../../../src/features/members/rules/induction.js';
import { consented, DEFAULT_VISIBILITY, hasChosen, isVisibleTo, SHOWN_VISIBILITY } from '../../../src/features/members/rules/visibility.js';
import { PROFILE_FIELDS, type Visibility } from '../../../src/features/members/types.js';

const self = toId<MemberId>(1);
const viewers = {
  self: { id: self, role: 'member' },
  member: { id: toId<MemberId>(2), role: 'member' },
  adviser: { id: toId<MemberId>(3), role: 'adviser' },
  organiser: { id: toId<MemberId>(4), role: 'organiser' },
} as const;

describe('who sees a field', () => {
  const sees = (visibility: Visibility, status: 'active' | 'newcomer' | 'left' = 'active') =>
    Object.entries(viewers)
      .filter(([, viewer]) => isVisibleTo({ id: self, status, visibility: { ...DEFAULT_VISIBILITY, email: visibility } }, 'email', viewer))
      .map(([name]) => name);

  it('follows what the member chose', () => {
    expect(sees('everyone')).toEqual(['self', 'member', 'adviser', 'organiser']);
    expect(sees('organisers')).toEqual(['self', 'organiser']);
    expect(sees('nobody')).toEqual(['self']);
  });

  it('shows other members nothing of who is not here yet, or no longer', () => {
    expect(sees('everyone', 'newcomer')).toEqual(['self', 'organiser']);
    expect(sees('everyone', 'left')).toEqual(['self', 'organiser']);
  });

  it('is for organisers in every field before a member has decided', () => {
    expect(PROFILE_FIELDS.map((field) => [field, DEFAULT_VISIBILITY[field]])).toEqual(PROFILE_FIELDS.map((field) => [field, 'organisers']));
  });

  it('is asked about in one question, unless somebody chose field by field', () => {
    for (const visibility of [DEFAULT_VISIBILITY, SHOWN_VISIBILITY]) {
      expect(hasChosen({ visibility })).toBe(false);
      // What a profile of an earlier version began with.
      expect(hasChosen({ visibility: { ...visibility, email: 'nobody' } })).toBe(false);
      expect(hasChosen({ visibility: { ...visibility, email: 'everyone' } })).toBe(true);
    }
    expect(hasChosen({ visibility: { ...DEFAULT_VISIBILITY, offers: 'everyone' } })).toBe(true);
    expect(consented('everyone')).not.toHaveProperty('hours');
    expect(consented('everyone')).not.toHaveProperty('email');
  });
});

describe('the steps of the induction', () => {
  it('follow one another to the last, which only finishing ends', () => {
    const way = ['language'];
    for (let step = stepAfter('language'); way.at(-1) !== step; step = stepAfter(step)) way.push(step);
    expect(way).toEqual(STEPS);
    expect(stepBefore('name')).toBe('language');
    expect(stepBefore('language')).toBeUndefined();
  });

  it('know a finished one, and take an unknown one for the beginning', () => {
    expect(stepOf({ inductionStep: null })).toBeNull();
    expect(stepOf({ inductionStep: 'work' })).toBe('work');
    expect(stepOf({ inductionStep: 'of an older version' })).toBe('name');
  });

  it('lack what cannot be done without', () => {
    const whole = { name: 'Sara', organisation: toId<OrganisationId>(1), languages: ['ar'] };
    expect(missingStep(whole, ['New member'])).toBeUndefined();
    expect(missingStep({ ...whole, name: 'New member' }, ['New member'])).toBe('name');
    expect(missingStep({ ...whole, organisation: null }, [])).toBe('organisation');
    expect(missingStep({ ...whole, languages: [] }, [])).toBe('work');
  });

  it('end in a membership, or in waiting for the organisation', () => {
    expect(statusWith({ status: 'approved' })).toBe('active');
    expect(statusWith({ status: 'proposed' })).toBe('pending');
    expect(statusWith(undefined)).toBe('pending');
  });
});
