import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../adapters/web/limits.js';
import { contentDisposition, safeFileName, safeMediaType, shownName } from '../../../adapters/web/render/display.js';

describe('names', () => {
  it('are shown on one line, shortened, without direction controls', () => {
    expect(shownName('  Zainab\n\tal-Rawi ')).toBe('Zainab al-Rawi');
    expect(shownName('\u202egnp.exe\u2066')).toBe('gnp.exe');
    expect(shownName('x'.repeat(10_000))).toHaveLength(LIMITS.name);
    expect(shownName('x'.repeat(10_000))).toMatch(/…$/);
    expect(shownName('<b>Ali</b> & "Co"')).toBe('<b>Ali</b> & "Co"');
    expect(shownName('')).toBe('?');
    expect(shownName('\u200f\u202e')).toBe('?');
  });

  it('keep few combining marks', () => {
    expect(shownName(`a${'\u0301'.repeat(5_000)}`).length).toBeLessThanOrEqual(8);
  });

  it('are safe for any input', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const shown = shownName(name);
        expect(shown).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f\n\r]/u);
        expect([...new Intl.Segmenter().segment(shown)].length).toBeLessThanOrEqual(LIMITS.name);
      }),
    );
  });
});

describe('file names', () => {
  it('contain no path and no control characters, and keep their extension', () => {
    expect(safeFileName('../../etc/passwd')).toBe('passwd');
    expect(safeFileName('C:\\Users\\x\\report.pdf')).toBe('report.pdf');
    expect(safeFileName('.htaccess')).toBe('htaccess');
    expect(safeFileName('..')).toBe('file');
    expect(safeFileName('a\u0000b\r\nSet-Cookie: x.txt')).toBe('a b Set-Cookie x.txt');
    expect(safeFileName('تقرير\u202efdp.exe')).toBe('تقريرfdp.exe');
    const long = safeFileName(`${'س'.repeat(1_000)}.docx`);
    expect([...long].length).toBe(LIMITS.fileName);
    expect(long.endsWith('….docx')).toBe(true);
  });

  it('cannot end a header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
        expect(contentDisposition(safeFileName(name))).toMatch(
          /^attachment; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[\w.~!$&+^`|#%-]*$/,
        );
      }),
    );
  });

  it('have a valid media type, or a general one', () => {
    expect(safeMediaType('application/pdf')).toBe('application/pdf');
    expect(safeMediaType('text/html; charset=x')).toBe('application/octet-stream');
    expect(safeMediaType('')).toBe('application/octet-stream');
  });
});
