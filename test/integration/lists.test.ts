import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { createPlatforms } from '../../src/dispatch/platforms.js';
import { checkedFile } from '../../src/features/members/import/report.js';
import { importMembers } from '../../src/features/members/import/run.js';
import { createFakeAdapter } from '../support/fake-adapter.js';
import { createPeople, type People } from '../support/people.js';

const LISTS = join(import.meta.dirname, '../fixtures/lists');
const lists = readdirSync(LISTS).filter((name) => /^\d\d-/.test(name));
const expectedSchema = z.record(
  z.string(),
  z.object({ ignored: z.array(z.string()), lines: z.array(z.string()), people: z.array(z.string()), organisations: z.array(z.string()) }),
);
/** What each list becomes: lines as «line verdict: problems and warnings», people and organisations with what was read of them. */
const EXPECTED = expectedSchema.parse(JSON.parse(readFileSync(join(LISTS, 'expected.json'), 'utf8')));

let people: People;
beforeEach(async () => {
  people = await createPeople();
});
afterEach(() => people.close());

/** As when Slack is connected and Discord is not. */
const connected = () => {
  const slack = { ...createFakeAdapter('slack'), space: () => 'T1' };
  return people.store.contexts({ clock: people.clock, logger: people.logger, platforms: createPlatforms(new Map([['slack', slack]])) })
    .autocommit;
};

async function outcome(bytes: Uint8Array) {
  const result = await importMembers(connected(), bytes, { dryRun: false, actor: null });
  const { members, organisations, accounts, waitingAccounts } = people.store.autocommit;
  const all = await members.list({}, { offset: 0, limit: 99 });
  const known = await organisations.list();
  const waiting = await waitingAccounts.list();
  const described = all.map(async (member) => {
    const own = [...(await accounts.of(member.id)), ...waiting.filter((one) => one.member === member.id)];
    const parts = [
      member.name,
      known.find(({ id }) => id === member.organisation)?.name,
      member.email,
      ...own.map(({ platform, user }) => `${platform}:${user}`),
      member.language === 'en' ? '' : `reads ${member.language}`,
      member.languages.length > 0 ? `speaks ${member.languages.join(',')}` : '',
      member.sectors.join(','),
      member.timezone === 'Asia/Baghdad' ? '' : member.timezone,
    ];
    return parts.filter((part) => part !== null && part !== undefined && part !== '').join(' · ');
  });
  return {
    result,
    told: {
      ignored: [...result.file.unknown],
      lines: result.lines.map(({ line, verdict, problems, warnings }) => {
        const keys = [...problems, ...warnings].map(({ key }) => key.replace('members.import.', ''));
        return keys.length === 0 ? `${line} ${verdict}` : `${line} ${verdict}: ${keys.join(', ')}`;
      }),
      people: await Promise.all(described),
      organisations: known.map(
        ({ name, type, governorates }) => `${name} · ${type}${governorates.length > 0 ? ` · ${governorates.join(',')}` : ''}`,
      ),
    },
  };
}

it('twenty lists are there', () => {
  expect(lists).toHaveLength(20);
  if (process.env['WRITE_LISTS'] === undefined) expect(Object.keys(EXPECTED)).toEqual(lists);
});

it.each(lists)('%s becomes what a reader of it expects, the second time without a change, and comes back to be corrected', async (name) => {
  const bytes = new Uint8Array(readFileSync(join(LISTS, name)));
  const { result, told } = await outcome(bytes);
  if (process.env['WRITE_LISTS'] !== undefined) {
    const written = expectedSchema.parse(JSON.parse(readFileSync(join(LISTS, 'expected.json'), 'utf8')));
    writeFileSync(join(LISTS, 'expected.json'), `${JSON.stringify({ ...written, [name]: told }, null, 2)}\n`);
    return;
  }
  expect(told).toEqual(EXPECTED[name]);
  const again = await importMembers(connected(), bytes, { dryRun: false, actor: null });
  expect(again.counts).toMatchObject({ created: 0, updated: 0, asked: result.counts.asked, rejected: result.counts.rejected });
  // What comes back is the same list, so that it can be corrected and sent again.
  const checked = await importMembers(connected(), (await checkedFile(result, 'ckb')).bytes, { dryRun: false, actor: null });
  expect(checked.counts).toEqual(again.counts);
  expect(checked.file.unknown).toEqual(result.file.unknown);
});
