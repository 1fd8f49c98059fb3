import { describe, expect, it } from 'vitest';
import { isolate, speaker } from '../../../src/language/index.js';

const [LRI, RLI, FSI, PDI, RLO] = ['\u2066', '\u2067', '\u2068', '\u2069', '\u202e'];

describe('isolating', () => {
  it('takes out what people put in to turn the text around it', () => {
    expect(isolate(`Am${RLO}al`)).toBe(`${FSI}Amal${PDI}`);
    expect(isolate(`Amal${PDI}${PDI}`)).toBe(`${FSI}Amal${PDI}`);
    expect(isolate(`${FSI}Amal`)).toBe(`${FSI}Amal${PDI}`);
    expect(isolate(`${PDI}Amal${FSI}`)).toBe(`${FSI}Amal${PDI}`);
  });

  it('keeps the isolates of a list of names', () => {
    const list = `${isolate('Amal')} و${isolate('زينب')}`;
    expect(isolate(list)).toBe(`${FSI}${FSI}Amal${PDI} و${FSI}زينب${PDI}${PDI}`);
  });

  it('keeps what is isolated inside of what is isolated', () => {
    const why = `${isolate('Zainab')} can help with ${isolate(isolate('وساطة'))} · ${isolate('کاروان')} is new`;
    expect(isolate(why)).toBe(`${FSI}${why}${PDI}`);
  });

  it('keeps the marks that hold a command together in a sentence from right to left', () => {
    const sentence = `لە ${isolate('#coffee')} \u200e/invite\u200e بنووسن.`;
    expect(isolate(sentence)).toBe(`${FSI}${sentence}${PDI}`);
  });

  it('trusts no list with anything else in it', () => {
    expect(isolate(`${isolate('Amal')}${RLO}`)).toBe(`${FSI}Amal${PDI}`);
  });

  it('gives a value of isolated parts the direction of its language, as none of them may decide it', () => {
    const valueIn = (language: 'en' | 'ar') => {
      const value = speaker(language).plain('members.organisation-with-type', { name: 'شبكة', type: 'NGO' });
      return speaker(language).plain('members.profile.with-visibility', { value, who: 'x' });
    };
    const parts = `${FSI}شبكة${PDI} (${FSI}NGO${PDI})`;
    expect(valueIn('ar')).toBe(`${RLI}${parts}${PDI} · ${FSI}x${PDI}`);
    expect(valueIn('en')).toBe(`${LRI}${parts}${PDI} · ${FSI}x${PDI}`);
    // A number alone stays as it is written, and so does one name.
    expect(isolate('+964 770', 'rtl')).toBe(`${FSI}+964 770${PDI}`);
    expect(isolate(isolate('Amal'), 'rtl')).toBe(`${FSI}${FSI}Amal${PDI}${PDI}`);
  });
});
