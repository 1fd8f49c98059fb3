import { describe, expect, it } from 'vitest';
import { isolate } from '../../../src/language/index.js';

const [FSI, PDI, RLO] = ['\u2068', '\u2069', '\u202e'];

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

  it('trusts no list with anything else in it', () => {
    expect(isolate(`${isolate('Amal')}${RLO}`)).toBe(`${FSI}Amal${PDI}`);
  });
});
