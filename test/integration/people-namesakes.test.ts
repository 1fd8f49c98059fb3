import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { after, MINUTE } from '../../src/core/time.js';
import { createPlatforms } from '../../src/dispatch/platforms.js';
import { nextQuestion } from '../../src/features/members/identity-questions.js';
import { type ImportResult, importMembers } from '../../src/features/members/import/run.js';
import { membersListFile } from '../../src/features/members/list-file.js';
import { speaker } from '../../src/language/index.js';
import { type BothPlatforms, createBothPlatforms } from '../support/both-platforms.js';
import { createTestLogger } from '../support/logger.js';
import { costOfClick } from '../support/statements.js';

const en = speaker('en');
const HEAD = 'name,organisation,email,slack_id,discord_id\n';

let world: BothPlatforms;
beforeEach(async () => {
  world = await createBothPlatforms();
});
afterEach(() => world.close());

const importing = (lines: string, dryRun = false) => importMembers(world.contexts.autocommit, `${HEAD}${lines}`, { dryRun, actor: null });
const verdicts = ({ lines }: ImportResult) => lines.map(({ verdict }) => verdict);
const everyone = async () =>
  (await world.store.autocommit.members.list({}, { offset: 0, limit: 99 })).filter(({ role }) => role !== 'organiser');
const people = async () => {
  const organisations = await world.store.autocommit.organisations.list();
  const placed = await everyone();
  return placed.map(({ name, organisation, email }) => [name, organisations.find(({ id }) => id === organisation)?.name, email]);
};
const boss = async () => {
  const person = world.person('slack', 'boss');
  await person.join();
  return person;
};
const asked = async () => {
  const open = await nextQuestion(world.contexts.autocommit, 0);
  if (!open) throw new Error('nothing is asked');
  return open;
};

const REED = 'Zahra Ali,Reed House,,,\n';
const MARSH = 'Zahra  Ali,Marsh Women,z@marsh.example,,\n';

describe('the same name in another organisation', () => {
  it.each([
    ['in one file', [REED + MARSH]],
    ['across files', [REED, MARSH]],
    ['where the one who is known has no address either', [REED, 'Zahra Ali,Marsh Women,,,\n']],
    ['with another account', ['Zahra Ali,Reed House,,UAAAAAA1,\n', 'Zahra Ali,Marsh Women,,UBBBBBB1,\n']],
  ])('is a question, %s, and the rest of the list is imported', async (_, files) => {
    const found: string[] = [];
    for (const file of files) found.push(...verdicts(await importing(file)));
    expect(found).toEqual(['created', 'asked']);
    expect(verdicts(await importing(`${files.join('')}Huda Jabbar,Marsh Women,,,\n`))).toEqual(['unchanged', 'asked', 'created']);
    expect((await everyone()).map(({ name }) => name)).toEqual(['Huda Jabbar', 'Zahra Ali']);
    expect((await asked()).left).toBe(1);
  });

  it('is told in a dry run, which asks nothing', async () => {
    const dry = await importing(REED + MARSH, true);
    expect(verdicts(dry)).toEqual(['created', 'asked']);
    expect(dry.lines[1]?.problems).toEqual([{ key: 'members.import.ask.other-organisation', values: { name: 'Zahra Ali' } }]);
    expect(await nextQuestion(world.contexts.autocommit, 0)).toBeUndefined();
  });

  it('is a question about someone who came by an account', async () => {
    const zahra = world.person('discord', '123456789012345678');
    await zahra.join({ name: 'Zahra Ali' });
    await importing(REED);
    await (await boss()).pressAnyway(`members:question-same:${(await asked()).question.id}`);
    expect(verdicts(await importing(MARSH))).toEqual(['asked']);
    expect((await asked()).member.id).toBe((await zahra.member()).id);
  });

  it('shows both, and leaves the line where it is decided later', async () => {
    const organiser = await boss();
    await importing(REED + MARSH);
    const shown = await organiser.pressAnyway('members:question-next:0');
    for (const part of ['Zahra Ali', 'Reed House', 'Marsh Women', 'z@marsh.example', 'in another organisation'])
      expect(shown).toContain(part);
    expect(await organiser.press('members:question-next')).toContain('Marsh Women');
    expect(await people()).toEqual([['Zahra Ali', 'Reed House', null]]);
  });

  it('may be the same person, who moved', async () => {
    const organiser = await boss();
    await importing(REED + MARSH);
    await organiser.pressAnyway('members:question-next:0');
    await organiser.press('members:question-same');
    expect(await people()).toEqual([['Zahra Ali', 'Marsh Women', 'z@marsh.example']]);
    expect(verdicts(await importing(MARSH))).toEqual(['unchanged']);
  });

  it('may be someone else, which is remembered even when that one is called differently later', async () => {
    const organiser = await boss();
    await importing(REED + MARSH);
    await organiser.pressAnyway('members:question-next:0');
    expect(await organiser.press('members:question-different')).toContain(en.plain('people.question.none'));
    expect(await people()).toEqual([
      ['Zahra Ali', 'Reed House', null],
      ['Zahra Ali', 'Marsh Women', 'z@marsh.example'],
    ]);
    expect(verdicts(await importing(REED + MARSH))).toEqual(['unchanged', 'unchanged']);
    const added = (await everyone()).find(({ email }) => email !== null);
    if (!added) throw new Error('nobody was added');
    await world.store.autocommit.members.update(added.id, { name: 'Zahra A.', email: null, organisation: null, inductionStep: null });
    expect(verdicts(await importing(MARSH))).not.toContain('asked');
    expect(await everyone()).toHaveLength(2);
  });

  it('shows organisers nothing that a profile shows to nobody', async () => {
    const organiser = await boss();
    await importing('Zahra Ali,Reed House,secret@reed.example,,\nZahra Ali,Marsh Women,z@marsh.example,,\nHuda Ali,Reed House,,,\n');
    await importing('Zahra Ali,River Women,,,\n');
    const zahra = (await everyone()).find(({ email }) => email !== null);
    if (!zahra) throw new Error('nobody');
    await world.store.autocommit.members.update(zahra.id, { visibility: { ...zahra.visibility, email: 'nobody' } });
    const cards = [await organiser.pressAnyway('members:question-next:0'), await organiser.pressAnyway('members:namesakes:0')];
    for (const card of cards) expect([card.includes('Reed House'), card.includes('secret@')]).toEqual([true, false]);
  });

  it('names all of that name, not only one', async () => {
    const organiser = await boss();
    await importing(REED + MARSH);
    await organiser.pressAnyway(`members:question-different:${(await asked()).question.id}`);
    await importing('Zahra Ali,River Women,,,\n');
    const shown = await organiser.pressAnyway('members:question-next:0');
    expect(shown).toContain('Others have this name too');
    for (const part of ['Reed House', 'Marsh Women', 'z@marsh.example', 'River Women']) expect(shown).toContain(part);
  });
});

describe('many of the same names', () => {
  const NAMES = Array.from({ length: 12 }, (_, index) => `Person ${String.fromCharCode(65 + index)}`);
  const list = (organisation: string) => NAMES.map((name) => `${name},${organisation},,,\n`).join('');
  const questionIds = async () => {
    const ids: number[] = [];
    for (let open = await nextQuestion(world.contexts.autocommit, 0); open && !ids.includes(open.question.id); ) {
      ids.push(open.question.id);
      open = await nextQuestion(world.contexts.autocommit, open.question.id);
    }
    return ids;
  };

  it('are answered together after each pair was shown, and are not asked again', async () => {
    const organiser = await boss();
    await importing(list('Reed House'));
    expect(verdicts(await importing(list('Marsh Women')))).toEqual(NAMES.map(() => 'asked'));
    await organiser.pressAnyway('members:question-next:0');
    const shown = await organiser.press('members:namesakes');
    for (const name of NAMES.slice(0, 10)) expect(shown).toContain(name);
    for (const part of ['12 lines', 'Reed House', 'Marsh Women']) expect(shown).toContain(part);
    const second = await organiser.press('members:namesakes-different');
    for (const part of ['10 people', '2 lines', ...NAMES.slice(10)]) expect(second).toContain(part);
    expect(await organiser.press('members:namesakes-different')).toContain(en.plain('people.question.none'));
    expect(await everyone()).toHaveLength(24);
    expect(verdicts(await importing(list('Reed House') + list('Marsh Women')))).toEqual(Array(24).fill('unchanged'));
    const audit = await world.store.autocommit.audit.list({ offset: 0, limit: 20 });
    expect(audit.filter(({ action }) => action === 'member.different')).toHaveLength(12);
  });

  it('cost a little for each pair, however many people there are', async () => {
    const organiser = await boss();
    await importing(list('Reed House'));
    await importing(list('Marsh Women'));
    await organiser.pressAnyway('members:namesakes:0');
    const ten = await costOfClick(() => organiser.press('members:namesakes-different'));
    const two = await costOfClick(() => organiser.press('members:namesakes-different'));
    expect((ten - two) / 8).toBeLessThanOrEqual(7);
    expect(two - 2 * 7).toBeLessThanOrEqual(25);
  });

  it('wait where they are decided later, and one of them is decided by itself', async () => {
    const organiser = await boss();
    await importing(list('Reed House'));
    await importing(list('Marsh Women'));
    await organiser.pressAnyway('members:namesakes:0');
    const later = await organiser.press('members:namesakes:');
    expect(later).toContain('Person K');
    expect(later).not.toContain('Person A');
    const ids = await questionIds();
    const one = await organiser.pressAnyway('members:namesake:0', [String(ids[3])]);
    expect(one).toContain('Person D');
    await organiser.press('members:question-same');
    expect((await people()).filter(([, organisation]) => organisation === 'Marsh Women')).toEqual([['Person D', 'Marsh Women', null]]);
    // Those who were shown are told apart; the one who is decided is not among them any more.
    const [first, last] = [ids[0], ids[9]];
    expect(await organiser.pressAnyway(`members:namesakes-different:${first}.${last}`)).toContain('9 people');
    expect(await questionIds()).toEqual(ids.slice(10));
  });

  it('wait for another answer where they look like someone else by now', async () => {
    const organiser = await boss();
    await importing(REED);
    expect(verdicts(await importing(`${MARSH}Zahra Ali,Marsh Women,other@marsh.example,,\n`))).toEqual(['asked', 'asked']);
    await organiser.pressAnyway('members:namesakes:0');
    const told = await organiser.press('members:namesakes-different');
    for (const part of ['1 person', '1 line looks like someone else by now']) expect(told).toContain(part);
    expect((await asked()).question).toMatchObject({ reason: 'same-name', row: { email: 'other@marsh.example' } });
    expect(await everyone()).toHaveLength(2);
  });

  it('are told to organisers by the shell command', async () => {
    await boss();
    const context = world.store.contexts({
      clock: world.clock,
      logger: createTestLogger(),
      platforms: createPlatforms(new Map()),
    }).autocommit;
    const { report } = await membersListFile.importFile(context, new TextEncoder().encode(HEAD + REED + MARSH), {
      dryRun: false,
      language: 'en',
      onProgress: () => {},
    });
    expect(report.at(0)).toContain('in another organisation');
    await world.runUntil(after(world.clock.now(), MINUTE));
    const card = world.shown.findLast(({ to }) => to === 'channel:organisers');
    expect(card?.text).toContain('1 line of a list looks like someone I know already');
  });
});
