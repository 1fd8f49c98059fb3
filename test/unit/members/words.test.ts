import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/core/language.js';
import { toInstant } from '../../../src/core/time.js';
import { GOVERNORATES, governorateLabel, governorateOf } from '../../../src/features/members/governorates.js';
import { unique } from '../../../src/features/members/rules/unique.js';
import { SKILLS, skillLabel, skillOf } from '../../../src/features/members/skills.js';
import { isSpokenCode, SPOKEN, spokenLabel } from '../../../src/features/members/spoken.js';
import { asLabel, cleanLine, hasWords, lengthOf, splitPhrases } from '../../../src/features/members/text.js';
import { COMMON_ZONES, suggestZones, zoneLabel, zoneOf } from '../../../src/features/members/zones.js';

describe('words of people', () => {
  it.each([
    ['  Zainab \t\n Karim ', 'Zainab Karim'],
    ['\u202eevil\u202c \u2067name\u2069\u200f', 'evil name'],
    ['\ufeffzero\u200bwidth\u00ad', 'zerowidth'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['e\u0301', 'é'],
    ['half \ud83d pair', 'half pair'],
    ['<script>&amp;', '<script>&amp;'],
    ['nul\0bell\u0007', 'nul bell'],
  ])('cleans %j to %j', (raw, clean) => {
    expect(cleanLine(raw)).toBe(clean);
  });

  it('cleans once and for all, and leaves nothing that turns a line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = cleanLine(text);
        expect(cleanLine(once)).toBe(once);
        expect(once).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cc}]/u);
      }),
    );
  });

  it('knows whether anything readable is left', () => {
    expect(['زينب', 'A', '٣'].every(hasWords)).toBe(true);
    expect(['', '—', '🙂', '\u200f'].some(hasWords)).toBe(false);
  });

  it('splits phrases at commas of any script, and recognises skills', () => {
    expect(splitPhrases('Legal aid، الإعلام والتواصل؛ pottery\npottery, POTTERY |')).toEqual(['legal-aid', 'media', 'POTTERY']);
    expect(splitPhrases(' ,،\n')).toEqual([]);
  });

  it('counts letters, and says where a label goes on', () => {
    expect(lengthOf('🙂🙂')).toBe(2);
    expect(asLabel('x'.repeat(75))).toBe('x'.repeat(75));
    expect(lengthOf(asLabel('🙂'.repeat(80)))).toBe(75);
    expect(asLabel('x'.repeat(76)).endsWith('…')).toBe(true);
  });

  it('leaves out repeats whatever their spelling', () => {
    expect(unique(['شبكة', 'شبكه', 'x', 'X'])).toHaveLength(2);
  });
});

describe('codes', () => {
  it('has a name in each language for each skill, unlike any other, that leads back to its code', () => {
    for (const language of LANGUAGES) {
      expect(new Set(SKILLS.map((skill) => skillLabel(skill, language))).size).toBe(SKILLS.length);
      for (const skill of SKILLS) expect(skillOf(skillLabel(skill, language))).toBe(skill);
    }
    expect(SKILLS.length).toBeLessThanOrEqual(25);
    expect(skillOf('pottery')).toBe('pottery');
    expect(skillLabel('pottery', 'ar')).toBe('pottery');
  });

  it('does the same for governorates', () => {
    for (const language of LANGUAGES) for (const code of GOVERNORATES) expect(governorateOf(governorateLabel(code, language))).toBe(code);
    expect(GOVERNORATES).toHaveLength(19);
    expect(governorateOf('Bavaria')).toBe('Bavaria');
  });

  it('names the languages that people speak', () => {
    for (const language of LANGUAGES) for (const code of SPOKEN) expect(spokenLabel(code, language)).not.toBe(code);
    expect(['ar', 'kmr', 'so'].every(isSpokenCode)).toBe(true);
    expect(['xx', 'arabic', 'AR', '', 'e'].some(isSpokenCode)).toBe(false);
  });
});

describe('zones', () => {
  it.each([
    ['Asia/Baghdad', 'Asia/Baghdad'],
    ['asia/baghdad', 'Asia/Baghdad'],
    [' Baghdad ', 'Asia/Baghdad'],
    ['new york', 'America/New_York'],
    ['UTC', 'UTC'],
    ['+03:00', undefined],
    ['Atlantis', undefined],
    ['', undefined],
    ['../../etc', undefined],
  ])('reads %j as %s', (typed, zone) => {
    expect(zoneOf(typed)).toBe(zone);
  });

  it('offers zones that exist, Baghdad first, and labels them', () => {
    for (const zone of COMMON_ZONES) expect(zoneOf(zone)).toBe(zone);
    expect(COMMON_ZONES.length).toBeLessThanOrEqual(23);
    expect(suggestZones('', 25)[0]).toBe('Asia/Baghdad');
    expect(suggestZones('berl', 25)).toEqual(['Europe/Berlin']);
    expect(zoneLabel('Asia/Baghdad', toInstant(Date.parse('2026-11-22T09:00:00Z')))).toBe('Asia/Baghdad (UTC+3)');
  });
});
