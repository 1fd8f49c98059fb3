import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors.js';
import type { Language } from '../../src/core/language.js';
import { plainText } from '../../src/core/message.js';
import { plain } from '../../src/core/text.js';
import { dryRunMessage } from '../../src/features/community/cards/import.js';
import { checkedFile, problemText } from '../../src/features/members/import/report.js';
import { importMembers } from '../../src/features/members/import/run.js';
import { speaker, withoutDirectionControls } from '../../src/language/index.js';
import { createPeople, type People } from '../support/people.js';
import { aMember } from '../support/records.js';

/** What an organiser reads about a list: in the words of their file and of their language, and no sentence that is not so. */
describe('the words of an import', () => {
  let people: People;
  beforeEach(async () => {
    people = await createPeople();
  });
  afterEach(() => people.close());

  const check = (...lines: readonly string[]) =>
    importMembers(people.store.contexts({ clock: people.clock, logger: people.logger }).autocommit, lines.join('\n'), {
      dryRun: true,
      actor: null,
    });
  const cardOf = async (language: Language, ...lines: readonly string[]) => {
    const result = await check(...lines);
    return withoutDirectionControls(
      plainText(dryRunMessage(result, { draft: 'd', checked: await checkedFile(result, language) }, language)),
    );
  };
  const problemsOf = async (language: Language, ...lines: readonly string[]) =>
    (await check(...lines)).lines.map((line) => problemText(line, language));

  it('names a column as the file does, and choices in the reader’s language', async () => {
    const [problem] = await problemsOf(
      'ar',
      'الاسم,المنظمة,نوع المنظمة,القطاعات,اللغة,معرف سلاك',
      '\u200f,بيت القصب,غريب,WASH,ألمانية,hello',
    );
    for (const said of ['«الاسم»', '«نوع المنظمة»', 'منظمة محلية أو شبكة', '«القطاعات»', '«اللغة»', 'السورانية', '«hello»', 'U012AB3CD']) {
      expect(problem).toContain(said);
    }
    expect(problem).not.toMatch(/organisation_type|sectors|slack_id|local|HELLO/);
    // A name in parts has no column of its own.
    expect(await problemsOf('en', 'First name,Last name,Organisation', ',,Reed House')).toEqual(['“First name” is empty']);
  });

  it('names what a header lacks in the reader’s language', async () => {
    const error = await check('ناو,تەلەفۆن', 'ژیان,1').catch((thrown: unknown) => thrown);
    if (!(error instanceof InputError)) throw new Error('the list was taken');
    const sentence = (language: Language) => withoutDirectionControls(plain(speaker(language).phrase(error.humanError)));
    expect(sentence('ckb')).toContain(speaker('ckb').plain('members.import.column.organisation'));
    expect(sentence('en')).toMatch(/^The header lacks: Organisation\. /);
  });

  it('asks about the person of the earlier line, in a dry run too', async () => {
    const [, question] = await problemsOf(
      'en',
      'name,organisation,email',
      'Rana Salim,Reed House,info@reed.example',
      'Huda Jabbar,Reed House,info@reed.example',
    );
    expect(question).toBe('To decide: Rana Salim has the same e-mail address under another name');
  });

  it('gives the list back from right to left where the reader reads so, with room for the problems', async () => {
    const { bytes } = await checkedFile(await check('name,organisation', ',Reed House'), 'ar');
    const xml = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(xml).toContain('rightToLeft="1"');
    expect(xml).toMatch(/<col [^>]*width="90"/);
  });

  it('promises to take only lines that are taken', async () => {
    const header = 'name,organisation,email,sectors';
    const rejected = await cardOf('en', header, ',Reed House,,WASH');
    expect(rejected).not.toContain('imported anyway');
    expect(rejected).toContain('There is nothing to import');

    const asked = ['Rana Salim,Reed House,info@reed.example,', 'Huda Jabbar,Reed House,info@reed.example,'];
    const card = await cardOf('en', header, ...asked);
    expect(card).toContain('1 line will be imported.');
    expect(card).toContain('1 line waits for a decision: after the import you’ll be asked who is who');

    // A list with questions only is imported too, so that they are asked.
    await people.store.autocommit.members.insert(aMember({ name: 'Rana Salim', email: 'info@reed.example' }));
    const questions = await cardOf('en', header, 'Huda Jabbar,Reed House,info@reed.example,');
    expect(questions).not.toMatch(/will be imported|nothing to import/);
    expect(questions).toContain('1 line waits for a decision');

    const warned = await cardOf('en', header, 'Noor Hadi,Reed House,,WASH', ',Reed House,,WASH', ',Reed House,,', ...Array(9).fill(',R,,'));
    expect(warned).toContain('1 line has a warning; the people are imported anyway.');
    expect(warned).toContain('6 more such lines are in the attached file.');
  });
});
