import { describe, expect, it } from 'vitest';
import { mayHave, reachOf } from '../../src/features/events/slides/rules/reach.js';

const going = { state: 'going', reminds: true } as const;

describe('files of an event', () => {
  it('go to those who were there and want messages, and are offered once to those who were not', () => {
    expect(reachOf(going, undefined, { was: true, first: true })).toBe('send');
    expect(reachOf(going, undefined, { was: true, first: false })).toBe('send');
    expect(reachOf(going, undefined, { was: false, first: true })).toBe('offer');
    expect(reachOf(going, undefined, { was: false, first: false })).toBe('nothing');
  });

  it('come in no message to whoever wanted none', () => {
    for (const reminds of [false, null]) expect(reachOf({ ...going, reminds }, undefined, { was: true, first: true })).toBe('nothing');
    expect(reachOf({ ...going, state: 'declined' }, undefined, { was: true, first: true })).toBe('nothing');
    expect(reachOf(undefined, undefined, { was: false, first: true })).toBe('nothing');
  });

  it('follow to whoever got earlier ones, as long as they want them', () => {
    for (const registration of [going, { ...going, reminds: false }, undefined]) {
      expect(reachOf(registration, { later: true }, { was: false, first: false })).toBe('send');
      expect(reachOf(registration, { later: false }, { was: true, first: true })).toBe('nothing');
    }
  });

  it('are for those who registered, and for others only where their giver says so', () => {
    const asker = { gives: false, registration: undefined };
    expect(mayHave({ forOthers: false }, asker)).toBe(false);
    expect(mayHave({ forOthers: true }, asker)).toBe(true);
    expect(mayHave({ forOthers: false }, { ...asker, gives: true })).toBe(true);
    expect(mayHave({ forOthers: false }, { ...asker, registration: { state: 'maybe' } })).toBe(true);
    expect(mayHave({ forOthers: false }, { ...asker, registration: { state: 'declined' } })).toBe(false);
  });
});
