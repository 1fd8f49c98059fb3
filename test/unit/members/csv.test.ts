import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors.js';
import { parseMembersFile } from '../../../src/features/members/import/parse.js';
import { validateRow } from '../../../src/features/members/import/validate.js';
import { toCell, toCsv, withoutQuotePrefix } from '../../../src/kit/csv.js';
import { filesFromSource } from '../../support/files.js';

const parsed = (input: string | Uint8Array) => parseMembersFile(filesFromSource, input);

describe('cells', () => {
  it.each(['=1+1', '+964', '-x', '@x', '\tx', '\0x', '\rx', '＝1'])('puts a quote before %j', (text) => {
    expect(toCell(text).replace(/^"/, '').startsWith("'")).toBe(true);
    expect(withoutQuotePrefix(`'${text}`)).toBe(text);
  });

  it('leaves words alone, also those that begin with an apostrophe', () => {
    expect(toCell('زينب')).toBe('زينب');
    expect(withoutQuotePrefix("'Abd")).toBe("'Abd");
  });

  it('come back from a file as they went in', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 2 }), { minLength: 1 }), (rows) => {
        // A cell that is harmful only after its own apostrophe has no way back; nobody's name begins so.
        fc.pre(rows.flat().every((cell) => !/^'[=+\-@\t\r\n\0＝＋－＠]/.test(cell)));
        const read: unknown = parse(toCsv(rows), { bom: true, skip_empty_lines: false });
        expect((read as string[][]).map((row) => row.map(withoutQuotePrefix))).toEqual(rows);
      }),
    );
  });
});

describe('the file', () => {
  it('names the line that an editor shows, whatever the cells hold', async () => {
    const { lines } = await parsed('name,organisation\r\n"A\r\nA","B\nB"\r\n\r\nC,D\r\n');
    expect(lines.map(({ line }) => line)).toEqual([2, 6]);
  });

  it('is read or refused with a sentence, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        try {
          await parsed(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', 'a', "'", '|', 'ز') }), async (text) => {
        try {
          const file = await parsed(`name,organisation\n${text}`);
          for (const line of file.lines) validateRow(file.rowOf(line), ['protection'], file.titleOf);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });

  it('takes apart what an older Excel in this region writes', async () => {
    const { lines, rowOf } = await parsed('Name;Organisation;Organisation Type\r\nزينب;"شبكة; النساء";local\r\n');
    expect(lines.map(rowOf)).toEqual([{ name: 'زينب', organisation: 'شبكة; النساء', organisation_type: 'local' }]);
  });
});
