import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InputError } from '../../src/core/errors.js';
import { LANGUAGES } from '../../src/core/language.js';
import { createPlatforms } from '../../src/dispatch/platforms.js';
import { dryRunMessage } from '../../src/features/community/cards/import.js';
import { exportMembers } from '../../src/features/members/import/export.js';
import { parseMembersFile } from '../../src/features/members/import/parse.js';
import { CHECKED_MAX, checkedFile, problemText } from '../../src/features/members/import/report.js';
import { type ImportResult, importMembers } from '../../src/features/members/import/run.js';
import { listed } from '../../src/language/index.js';
import { createFakeAdapter } from '../support/fake-adapter.js';
import { filesFromSource } from '../support/files.js';
import { createPeople, type People } from '../support/people.js';
import { aMember } from '../support/records.js';

const HEADER =
  'name,organisation,organisation_type,governorates,sectors,languages,offers,wants,language,timezone,email,slack_id,discord_id';

describe('the import of members', () => {
  let people: People;
  beforeEach(async () => {
    people = await createPeople();
  });
  afterEach(() => people.close());

  /** As when Slack is connected and Discord is not. */
  const connected = () => {
    const slack = { ...createFakeAdapter('slack'), space: () => 'T1' };
    return people.store.contexts({ clock: people.clock, logger: people.logger, platforms: createPlatforms(new Map([['slack', slack]])) });
  };
  const run = (text: string | Uint8Array, dryRun = false) => importMembers(connected().autocommit, text, { dryRun, actor: null });
  const verdicts = (result: ImportResult) => result.lines.map(({ line, verdict }) => `${line} ${verdict}`);
  const told = (result: ImportResult) =>
    result.lines.map(({ line, verdict, problems, warnings }) => [
      line,
      verdict,
      ...[...problems, ...warnings].map(({ key }) => key.replace('members.import.', '')),
    ]);
  const snapshot = async () => ({
    members: await people.store.autocommit.members.list({}, { offset: 0, limit: 10_000 }),
    organisations: await people.store.autocommit.organisations.list(),
  });
  const refusal = async (text: string | Uint8Array) => {
    const error = await run(text).then(
      () => undefined,
      (thrown: InputError) => thrown.humanError,
    );
    expect(error).toBeDefined();
    return error;
  };

  const rich = [
    HEADER,
    'زينب كريم,شبكة الرافدين,local,البصرة|Baghdad,protection|awareness,ar|ckb,ميزانيات المنح|خط,media,ar,Baghdad,zainab@example.org,U0AAAAAAA,',
    '"Omar ""Abu Ali"" Hasan",شبكه الرافدين,,ميسان,,en,,,,,,,123456789012345678',
    'Lana,Zagros Centre,national,sulaymaniyah,empowerment,ckb|en,,legal-aid,ckb,,lana@example.org,,',
  ].join('\r\n');

  it('takes members and their organisations, whatever the language of the cells', async () => {
    const result = await run(rich);
    expect(verdicts(result)).toEqual(['2 created', '3 created', '4 created']);
    expect(result.organisationsCreated).toBe(2);
    const { members, organisations } = await snapshot();
    expect(organisations).toMatchObject([
      { name: 'Zagros Centre', type: 'national' },
      { name: 'شبكة الرافدين', type: 'local', governorates: ['basra', 'baghdad', 'maysan'], status: 'approved' },
    ]);
    expect(members.find(({ email }) => email === 'zainab@example.org')).toMatchObject({
      name: 'زينب كريم',
      status: 'active',
      role: 'member',
      languages: ['ar', 'ckb'],
      offers: ['grant-budgets', 'خط'],
      wants: ['media'],
      language: 'ar',
      timezone: 'Asia/Baghdad',
      visibility: { organisation: 'organisers', email: 'organisers' },
    });
    // The account is linked where its platform is connected, and told where it is not.
    expect(await people.store.autocommit.members.findByAccount({ platform: 'slack', space: 'T1', user: 'U0AAAAAAA' })).toMatchObject({
      name: 'زينب كريم',
    });
    expect(result.lines[1]?.warnings.map(({ key }) => key)).toEqual(['members.import.account-later']);
    expect(members.some(({ name }) => name === 'Omar "Abu Ali" Hasan')).toBe(true);
  });

  it('changes nothing the second time, nor in a dry run, whose verdicts are those of the real one', async () => {
    const dry = await run(rich, true);
    expect(await snapshot()).toEqual({ members: [], organisations: [] });
    expect(dry.lines).toEqual((await run(rich)).lines);
    const before = await snapshot();
    const again = await run(rich);
    expect(again.counts).toEqual({ created: 0, updated: 0, unchanged: 3, asked: 0, rejected: 0 });
    expect(await snapshot()).toEqual(before);
    expect((await people.store.autocommit.audit.list({ offset: 0, limit: 9 })).length).toBe(1);
  });

  it('takes an id that ends in zeros if somebody has that account', async () => {
    const { store } = people;
    const account = { platform: 'discord', space: 'D1', user: '112345678901234000' } as const;
    const lana = await store.autocommit.members.insert(aMember({ name: 'Lana Omar' }));
    await store.autocommit.accounts.link(lana, account);
    const line = (user: string, name = 'Lana Omar') => `name,organisation,discord_id\n${name},Zagros Centre,${user}`;
    expect(told(await run(line(account.user), true))).toEqual([[2, 'updated']]);
    expect(told(await run(line(account.user)))).toEqual([[2, 'updated']]);
    expect(told(await run(line('112345678901235000', 'Lana Karim')))).toEqual([[2, 'created', 'rounded']]);
  });

  it.each([
    ['a BOM', (text: string) => `\ufeff${text}`],
    ['semicolons', (text: string) => text.replaceAll(',', ';')],
    ['Unix line ends', (text: string) => text.replaceAll('\r\n', '\n')],
    ['bytes', (text: string) => text],
    ['empty lines and empty cells at the end', (text: string) => `${text.replaceAll('\r\n', ',,\r\n')},,\r\n,,,,\r\n\r\n`],
  ])('reads a file with %s', async (name, change) => {
    const text = change(rich);
    const result = await run(name === 'bytes' ? new TextEncoder().encode(text) : text);
    expect(result.counts).toEqual({ created: 3, updated: 0, unchanged: 0, asked: 0, rejected: 0 });
  });

  it('takes good lines and tells of each bad one where and why', async () => {
    const long = 'ا'.repeat(10_000);
    const result = await run(
      [
        'name,organisation,organisation_type,sectors,languages,language,timezone,email,slack_id',
        'Good,One,,,,,,,',
        ',One,,,,,,,',
        `${long},One,,,,,,,`,
        'A,\u202e\u200f,,,,,,,',
        'B,One,charity,,,,,,',
        'C,One,,magic,,,,,',
        'D,One,,,arabic,,,,',
        'E,One,,,,de,,,',
        'F,One,,,,,Mars,,',
        'G,One,,,,,,not-an-address,',
        'H,One,,,,,,,me',
        'I,One',
        'good,ONE,,,,,,,',
        '"J',
        'with two lines",One,,,,,,,',
        'K,One,,,,,,k@example.org,',
        'L,One,,,,,,K@example.org,',
        'M,Two,local,,,,,,',
        'N,Two,national,,,,,,',
        'O,One,,,,,,,,surplus',
      ].join('\n'),
    );
    expect(told(result)).toEqual([
      [2, 'created'],
      [3, 'rejected', 'cell-empty'],
      [4, 'rejected', 'cell-long'],
      [5, 'rejected', 'cell-empty'],
      [6, 'rejected', 'code-unknown'],
      // What can be left out is; the person is taken all the same.
      [7, 'created', 'skipped'],
      [8, 'created'],
      [9, 'rejected', 'code-unknown'],
      [10, 'rejected', 'zone'],
      [11, 'rejected', 'email'],
      [12, 'rejected', 'account'],
      [13, 'rejected', 'cells'],
      [14, 'asked', 'ask.namesakes'],
      [15, 'created'],
      [17, 'created'],
      [18, 'asked', 'ask.same-address'],
      [19, 'created'],
      [20, 'rejected', 'type-differs'],
      [21, 'rejected', 'cells'],
    ]);
    expect((await snapshot()).members.map(({ name }) => name)).toEqual(['C', 'D', 'Good', 'J with two lines', 'K', 'M']);
    for (const language of LANGUAGES) {
      for (const line of result.lines) if (line.problems.length > 0) expect(problemText(line, language)).not.toBe('');
      // The file comes back with what is wrong, and can be sent again as it is.
      const { bytes } = await checkedFile(result, language);
      const again = await parseMembersFile(filesFromSource, bytes);
      expect(again.header).toEqual(result.file.header);
      expect(again.unknown).toEqual([]);
      expect(again.lines.map((line) => again.rowOf(line).name)).toEqual(
        result.file.lines.map((line) =>
          result.file
            .rowOf(line)
            .name?.slice(0, 32_000)
            .replace(/\u202e\u200f/, ''),
        ),
      );
    }
  });

  it('refuses a file that it cannot read, and says what to do', async () => {
    expect(await refusal('')).toMatchObject({ key: 'members.import.empty' });
    expect(await refusal('name,organisation\n')).toMatchObject({ key: 'members.import.empty' });
    expect(await refusal('name,house\nA,B\n')).toMatchObject({
      key: 'members.import.columns-missing',
      values: { missing: listed(['members.import.column.organisation']) },
    });
    expect(await refusal('name,organisation,name\nA,B,C\n')).toMatchObject({ key: 'members.import.columns-twice' });
    expect(await refusal('name,organisation\nA,"B\nC,D\n')).toMatchObject({ key: 'members.import.broken' });
    expect(await refusal(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]))).toMatchObject({ key: 'members.import.workbook-old' });
    expect(await refusal(new Uint8Array([0x50, 0x4b, 0x03, 0x04]))).toMatchObject({ key: 'members.import.workbook' });
    expect(await refusal(`name,organisation\n${'A,B\n'.repeat(5001)}`)).toMatchObject({ key: 'members.import.too-many' });
    expect(await snapshot()).toEqual({ members: [], organisations: [] });
  });

  it('gives the first lines of a long list back that are wrong, and says so', async () => {
    const result = await run(`name,organisation\n${Array.from({ length: 2100 }, (_, at) => (at % 2 ? `A${at},` : ',B')).join('\n')}`, true);
    const draft = { draft: 'x', checked: await checkedFile(result, 'en') };
    expect((await parseMembersFile(filesFromSource, draft.checked.bytes)).lines).toHaveLength(CHECKED_MAX);
    expect(JSON.stringify(dryRunMessage(result, draft, 'en'))).toContain('first 2,000 of these lines');
    const short = { ...result, lines: result.lines.slice(0, CHECKED_MAX) };
    expect(JSON.stringify(dryRunMessage(short, draft, 'en'))).not.toContain('first 2,000');
  });

  it('updates who is on the list already, found by account, address or name', async () => {
    await run(rich);
    const result = await run(
      [
        'name,organisation,sectors,email,slack_id',
        'Zainab K.,شبكة الرافدين,recovery,,U0AAAAAAA',
        'Lana,Zagros Centre,awareness,,',
        'Lana B.,Zagros Centre,,lana@example.org,',
      ].join('\n'),
    );
    expect(verdicts(result)).toEqual(['2 updated', '3 updated', '4 asked']);
    const { members } = await snapshot();
    expect(members).toHaveLength(3);
    expect(members.find(({ name }) => name === 'Zainab K.')).toMatchObject({ sectors: ['recovery'], languages: ['ar', 'ckb'] });
    expect(members.find(({ name }) => name === 'Lana')).toMatchObject({ email: 'lana@example.org', sectors: ['awareness'] });
    expect(result.lines[0]?.changes).toMatchObject([{ key: 'members.import.change.name', values: { from: 'زينب كريم', to: 'Zainab K.' } }]);
  });

  it('lets what members told themselves stand, and fills in only what they left empty', async () => {
    const organisation = await people.addOrganisation('One');
    const sara = await people.addMember('Sara', { organisation, languages: ['ar'], wants: [] });
    const result = await run('name,organisation,languages,wants,timezone\nSara,One,en,media,Europe/Berlin\n');
    expect(verdicts(result)).toEqual(['2 updated']);
    expect(await sara.member()).toMatchObject({ languages: ['ar'], wants: ['media'], timezone: 'Asia/Baghdad' });
    expect(verdicts(await run('name,organisation,languages,wants,timezone\nSara,One,en,media,Europe/Berlin\n'))).toEqual(['2 unchanged']);
  });

  it('leaves to people what it cannot tell: accounts, addresses and names that disagree', async () => {
    await run(['name,organisation,email,slack_id', 'A,One,a@example.org,UAAAAAA1', 'B,One,b@example.org,UBBBBBB1', 'C,One,,'].join('\n'));
    const { autocommit: read } = people.store;
    await read.organisations.insert({ name: 'Waiting', type: 'local', governorates: [], sectors: [], status: 'proposed' });
    const before = await snapshot();
    const result = await run(
      [
        'name,organisation,email,slack_id',
        'A,One,b@example.org,UAAAAAA1',
        'C,One,,UBBBBBB1',
        'B,One,,UCCCCCC1',
        'D,Waiting,,',
        'C,One,a@example.org,',
      ].join('\n'),
    );
    expect(told(result)).toEqual([
      [2, 'asked', 'ask.email-taken'],
      [3, 'asked', 'ask.name-taken'],
      [4, 'asked', 'ask.other-account'],
      [5, 'rejected', 'organisation-proposed'],
      [6, 'asked', 'ask.same-address'],
    ]);
    expect(await snapshot()).toEqual(before);
  });

  it('leads somebody who was imported through the induction when they come, with what is known filled in', async () => {
    await run('name,organisation,languages\nLana,Zagros Centre,ckb\n');
    const [lana] = (await snapshot()).members;
    if (!lana) throw new Error('not imported');
    const person = people.person('lana');
    await people.store.autocommit.accounts.link(lana.id, person.identity);
    await person.type('/profile edit');
    await person.press('members:start:ckb');
    expect(await person.member()).toMatchObject({ id: lana.id, status: 'active', inductionStep: 'name', languages: ['ckb'] });
    for (const step of ['name', 'organisation', 'work', 'exchange', 'time']) await person.press(`members:next:${step}`);
    await person.press('members:finish');
    expect(await person.member()).toMatchObject({ status: 'active', inductionStep: null });
  });

  it('exports only what members agreed to, harmless in a spreadsheet, and takes it back unchanged', async () => {
    const organisation = await people.addOrganisation('=HYPERLINK("http://x")', { governorates: ['basra', 'najaf'] });
    const shown = {
      organisation: 'everyone',
      languages: 'everyone',
      sectors: 'organisers',
      offers: 'everyone',
      wants: 'nobody',
      hours: 'everyone',
      email: 'nobody',
    } as const;
    const details = {
      organisation,
      sectors: ['recovery'],
      offers: ['-1 to fix', 'a "quoted", one'],
      wants: ['media'],
      email: 'sara@example.org',
      languages: ['ar', 'en'],
      visibility: shown,
    };
    const sara = await people.addMember('@Sara', details);
    await people.addMember('Hidden', { ...details, visibility: { ...shown, organisation: 'organisers' } });
    await people.addMember('Newcomer', { ...details, status: 'newcomer' });
    await people.addMember('Gone', { ...details, status: 'left' });
    const csv = await exportMembers(people.contexts.autocommit);
    expect(csv).toBe(
      `\ufeff${HEADER}\r\n"'@Sara","'=HYPERLINK(""http://x"")",local,basra|najaf,,ar|en,"'-1 to fix|a ""quoted"", one",,,,,,\r\n`,
    );
    const before = await sara.member();
    expect((await run(csv)).counts).toEqual({ created: 0, updated: 0, unchanged: 1, asked: 0, rejected: 0 });
    expect(await sara.member()).toEqual(before);
  });

  it('takes 5,000 lines in one go, with progress, and the same again in which nothing changes', async () => {
    const lines = Array.from({ length: 5000 }, (_, index) => {
      const code = String(index).padStart(4, '0');
      return `Member ${code},Organisation ${index % 300},local,basra,protection|awareness,ar|en,legal-aid|media,advocacy,ar,Asia/Baghdad,m${code}@example.org,U${code}AAAA,`;
    });
    const text = [HEADER, ...lines].join('\n');
    const progress: number[] = [];
    const before = process.cpuUsage();
    const result = await importMembers(connected().autocommit, text, {
      dryRun: false,
      actor: null,
      onProgress: (done) => void progress.push(done),
    });
    // Time of a core, for the clock on the wall tells how busy the machine is.
    const { user, system } = process.cpuUsage(before);
    expect(result.counts).toEqual({ created: 5000, updated: 0, unchanged: 0, asked: 0, rejected: 0 });
    expect(progress.length).toBeGreaterThan(10);
    expect(progress.at(-1)).toBe(5000);
    expect((user + system) / 1_000_000).toBeLessThan(10);
    expect((await run(text)).counts.unchanged).toBe(5000);
  });
});
