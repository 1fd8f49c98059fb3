import { expect } from 'vitest';
import { firstWords } from '../chapters.js';
import type { Community, Platform } from '../community.js';
import type { Resident, Seen } from '../resident.js';
import { hasFiles } from '../topic-life/closing.js';
import { type Life, withoutNumbers } from '../topic-life/life.js';
import { shared } from '../words.js';
import { announcement, beginEvents } from './index.js';
import type { Texts } from './texts.js';

const LINK = 'https://meet.example.org/organised';
/** A Thursday, and the Sunday to which the training is moved; the meeting is on the day after. */
const TRAINING = '2026-12-10';
const MOVED = '2026-12-13';
const MEETING = '2026-12-14';
const AGAIN = '2026-12-24';

/** What an organiser does beside a simple webinar: a training with applications and certificates, minutes, and the report. */
export async function organiseEvents(community: Community, platform: Platform): Promise<string> {
  const { life, texts, members } = await beginEvents(community, platform);
  const colleague = members.find(({ name }) => name === 'Yusuf Nasir');
  if (!colleague) throw new Error('nobody is a colleague');
  await makeTraining(life, texts);
  await apply(life, texts, colleague);
  await select(life, texts, colleague);
  await move(life, texts, colleague);
  await certify(life, texts);
  await meet(life, texts);
  await approve(life, texts);
  await cancel(life, texts);
  await report(life);
  // The number of a certificate and the code of a session are drawn by lot.
  return withoutNumbers(life.transcript())
    .replaceAll(/\b[2-9A-Z]{5}-[2-9A-Z]{5}\b/g, '<number>')
    .replaceAll(/\b\d{6}\b/g, '<code>');
}

interface Made {
  readonly title: string;
  readonly kind: 'training' | 'coordination-meeting';
  readonly date: string;
}

/** The organiser fills in the first two forms of a draft. */
async function draft({ words, see, organiser, ...life }: Life, { title, kind, date }: Made): Promise<Seen> {
  await organiser.command('/events new');
  await (await life.form(organiser)).submit({
    [words('events.form.title')]: title,
    [words('events.form.kind')]: [words(`events.kind.${kind}`)],
    [words('events.form.date')]: date,
    [words('events.form.start')]: '10:00',
    [words('events.form.end')]: '12:00',
  });
  await (await see(organiser, words('events.done.drafted'), title)).press(words('events.button.details'));
  await (await life.form(organiser)).submit({
    [words('events.form.format')]: [words('events.format.virtual')],
    [words('events.form.link')]: LINK,
    [words('events.form.language')]: [words(`common.language.${life.community.language}`)],
  });
  return see(organiser, words('events.done.saved'), title, LINK);
}

/** Organisers select, a second form follows, and what people need is asked. */
async function makeTraining(life: Life, texts: Texts): Promise<void> {
  const { words, see, organiser } = life;
  life.chapter('Making a training with applications');
  const drafted = await draft(life, { ...texts.training, kind: 'training', date: TRAINING });
  await drafted.press(words('events-registration.button.who'));
  await (await life.form(organiser)).submit({
    [words('events-registration.who.approval')]: [words('events-registration.who.approval-yes')],
    [words('events-registration.who.recorded')]: [words('events-registration.who.recorded-no')],
  });
  const selecting = await see(organiser, words('events.done.saved'), words('events-registration.fact.approval'));
  await selecting.press(words('events-making.button.needs'));
  await (await life.form(organiser)).submit({
    [words('events-making.needs.offers')]: [words('events-making.needs.childcare')],
    [words('events-making.needs.asked')]: [words('common.yes')],
  });
  const savedWith = words('events-making.needs.childcare');
  await (await see(organiser, words('events.done.saved'), savedWith)).press(words('events-registration.button.second-form'));
  await (await life.form(organiser)).submit({ [words('events-registration.questions.number', { number: 1 })]: texts.question });
  await (await see(organiser, words('events.done.saved'), savedWith)).press(words('events.button.announce'));
  await see(organiser, words('events.done.announced'));
}

/** Two apply, and one of them registers a colleague, who confirms it. */
async function apply(life: Life, { training }: Texts, colleague: Resident): Promise<void> {
  const { words, see, community, proposer: first, quiet: second } = life;
  const label = shared(community.language, 'events-registration.button.apply');
  life.chapter('Applying');
  for (const who of [first, second]) {
    await (await announcement(life, training, who)).press(label);
    await see(who, words('events.own.applied'), training.title);
  }
  if (life.platform !== 'web') await introduceThemselves(life, colleague);
  await first.command(`/events show event:${training.word}`);
  await (await see(first, words('events.own.applied'), training.title)).press(words('events-registration.colleague.button'));
  await (await life.form(first)).submit({ [words('events-registration.colleague.name')]: colleague.name });
  await see(first, words('events-registration.colleague.done', { name: colleague.name }));
  const asked = await see(colleague, words('events-registration.invited.by', { name: first.name }));
  await asked.press(words('events-registration.button.apply'));
  await see(colleague, words('events.own.applied'), training.title);
}

/** Whoever is on a list is found by colleagues only once they have introduced themselves and agreed to it. */
async function introduceThemselves({ words, see }: Life, who: Resident): Promise<void> {
  await who.command('/profile edit');
  const steps = [
    ['members.welcome.start', 'members.welcome.start'],
    ['members.step.name', 'members.button.keep-name'],
    ['members.step.organisation', 'common.next'],
    ['members.step.work', 'common.next'],
    ['members.step.exchange', 'common.next'],
    ['members.step.time', 'common.next'],
    ['members.step.visibility', 'members.button.consent-everyone'],
  ] as const;
  for (const [title, button] of steps) await (await see(who, words(title), words(button))).press(words(button));
  await see(who, words('members.finished.text'));
}

/** Two get a place and one does not; who has one answers the second form. */
async function select(life: Life, { training, question, answer, needs }: Texts, colleague: Resident): Promise<void> {
  const { words, see, organiser, proposer: first, quiet: second } = life;
  const [of, other] = ['(Tigris Legal Aid)', '(Zagros Youth Network)'];
  life.chapter('Selecting');
  await organiser.command(`/events edit event:${training.word}`);
  const button = words('events-registration.button.applicants', { count: 3 });
  await (await see(organiser, button, training.title)).press(button);
  const applied = await see(organiser, words('events-registration.applicants.count', { count: 3 }));
  await applied.press(words('events-registration.select.button'));
  await (await life.form(organiser)).submit({
    [words('events-registration.select.chosen')]: [`${first.name} ${of}`, `${colleague.name} ${of}`],
    [words('events-registration.select.refused')]: [`${second.name} ${other}`],
  });
  await see(organiser, words('events-registration.select.done', { selected: 2, refused: 1 }));
  await see(second, words('events-registration.not-selected', { title: training.title }));
  await see(colleague, words('events-registration.selected'), training.title);
  const chosen = await see(first, words('events-registration.selected'), training.title);
  await chosen.press(words('events-registration.second.button'));
  await (await life.form(first)).submit({ [question]: answer, [words('events-registration.second.needs')]: needs });
  const saved = await see(first, words('events-registration.second.done'));
  expect(saved.text).not.toContain(needs);
  await organiser.command(`/events edit event:${training.word}`);
  const managed = await see(organiser, words('events-registration.button.registrants'), training.title);
  await managed.press(words('events-registration.button.registrants'));
  await see(organiser, firstWords(words('events-registration.list.text', { title: training.title, count: 3 })));
  await hasFiles(organiser, '.xlsx', '.csv');
}

/** The training is on another day, so that people answer anew. */
async function move(life: Life, { training }: Texts, colleague: Resident): Promise<void> {
  const { words, see, organiser, proposer: first } = life;
  life.chapter('Moving it');
  await organiser.command(`/events edit event:${training.word}`);
  await (await see(organiser, words('events.button.times'), training.title)).press(words('events.button.times'));
  await (await life.form(organiser)).submit({ [words('events.form.date')]: MOVED });
  await see(organiser, words('events.done.saved'), training.title);
  for (const who of [first, colleague]) {
    const anew = words('events-registration.button.apply');
    // The post in the thread says the same without a button.
    await (await see(who, words('events.moved.text', { title: training.title }), words('events.moved.answer'), anew)).press(anew);
    await see(who, words('events.own.going'), training.title);
  }
}

/** The organiser marks who is there, and whoever was there long enough takes a certificate. */
async function certify(life: Life, { training }: Texts): Promise<void> {
  const { words, see, community, organiser, proposer: first } = life;
  life.chapter('Attendance and certificates');
  await community.travel(`${MOVED}T10:20:00+03:00`);
  await organiser.command(`/events attendance event:${training.word}`);
  const list = await see(organiser, words('events-attendance.list.title'), training.title);
  await list.choose(first.name);
  await see(organiser, words('events-attendance.list.counts', { present: 1, registered: 2 }));
  await community.travel(`${MOVED}T16:00:00+03:00`);
  await first.command('/events certificate');
  await (await see(first, words('events-certificates.own.title'), training.title)).press(words('events-certificates.button.take'));
  await see(first, words('events-certificates.own.here', { title: training.title, count: 1 }));
  await hasFiles(first, '.pdf');
}

/** A meeting: a note for nobody, a decision and an action. */
async function meet(life: Life, texts: Texts): Promise<void> {
  const { words, see, community, organiser, proposer: first } = life;
  const { meeting, note, decision, action } = texts;
  const keep = () => organiser.command(`/events minutes event:${meeting.word}`);
  const title = words('events-minutes.title');
  life.chapter('A meeting');
  await (await draft(life, { ...meeting, kind: 'coordination-meeting', date: MEETING })).press(words('events.button.announce'));
  await see(organiser, words('events.done.announced'));
  await (await announcement(life, meeting, first)).press(shared(community.language, 'events.button.going'));
  await see(first, words('events.own.going'), meeting.title);
  await community.travel(`${MEETING}T10:30:00+03:00`);
  await first.command(`/events note event:${meeting.word}`);
  await (await life.form(first)).submit({
    [words('events-minutes.form.sector')]: [words('common.sector.recovery')],
    [words('events-minutes.form.words')]: note,
    [words('events-minutes.form.attribution')]: [words('events-minutes.form.as-nobody')],
  });
  await see(first, words('events-minutes.saved-nobody', { title: meeting.title }));
  await keep();
  await (await see(organiser, title, note)).press(words('events-minutes.button.decision'));
  await (await life.form(organiser)).submit({ [words('events-minutes.form.words')]: decision });
  await (await see(organiser, title, decision)).press(words('events-minutes.button.action'));
  await (await life.form(organiser)).submit({
    [words('events-minutes.form.words')]: action,
    [words('events-minutes.form.responsible')]: first.name,
    [words('events-minutes.form.due')]: '2026-12-22',
  });
  await see(organiser, title, decision, action);
}

/** A correction round, the approval, the files in each format, and the question whether the action is done. */
async function approve(life: Life, { meeting, note, decision, action, correction }: Texts): Promise<void> {
  const { words, see, community, organiser, proposer: first } = life;
  const keep = () => organiser.command(`/events minutes event:${meeting.word}`);
  life.chapter('Minutes');
  await community.travel(`${MEETING}T12:10:00+03:00`);
  await keep();
  await (await see(organiser, note, words('events-minutes.button.draft'))).press(words('events-minutes.button.draft'));
  await see(organiser, words('events-minutes.done.draft'));
  await first.command(`/events minutes event:${meeting.word}`);
  await (await see(first, note, decision)).press(words('events-minutes.button.correct'));
  await (await life.form(first)).submit({ [words('events-minutes.form.words')]: correction });
  await see(first, words('events-minutes.corrected-thanks', { title: meeting.title }));
  await community.travel('2026-12-19T12:20:00+03:00');
  await keep();
  await (await see(organiser, correction, words('events-minutes.button.approve'))).press(words('events-minutes.button.approve'));
  const approved = await see(organiser, words('events-minutes.done.approved'));
  for (const format of ['docx', 'pdf', 'html'] as const) {
    const label = `${words(`events-minutes.format.${format}`)} · ${words(`common.language.${community.language}`)}`;
    await approved.choose(label);
    await see(organiser, words('events-minutes.file', { title: meeting.title }));
    await hasFiles(organiser, `.${format}`);
  }
  await community.travel('2026-12-22T12:00:00+03:00');
  const asked = await see(first, words('events-minutes.asked.own', { title: meeting.title }), action);
  await asked.press(words('events-minutes.button.done'));
  await see(first, words('events-minutes.answered.done'));
}

/** A copy of the meeting is called off, and whoever comes reads why. */
async function cancel(life: Life, { meeting, again, reason }: Texts): Promise<void> {
  const { words, see, community, organiser, proposer: first } = life;
  life.chapter('Calling one off');
  await organiser.command(`/events copy event:${meeting.word}`);
  await (await life.form(organiser)).submit({ [words('events.form.title')]: again.title, [words('events.form.date')]: AGAIN });
  await (await see(organiser, again.title, words('events.button.announce'))).press(words('events.button.announce'));
  await see(organiser, words('events.done.announced'), again.title);
  await (await announcement(life, again, first)).press(shared(community.language, 'events.button.going'));
  await see(first, words('events.own.going'), again.title);
  await organiser.command(`/events cancel event:${again.word}`);
  await (await life.form(organiser)).submit({ [words('events.form.reason')]: reason });
  await see(organiser, words('events.done.cancelled'));
  // They hear of it twice, in the thread and by themselves, and nobody knows which comes last.
  const told = () =>
    first.sees().some(({ text }) => text.includes(words('events.cancelled.text', { title: again.title })) && text.includes(reason));
  await first.until(told, 'they read that it is called off');
}

async function report({ words, see, organiser, ...life }: Life): Promise<void> {
  life.chapter('Reporting on the year');
  await organiser.command('/events report');
  await see(organiser, words('events-report.title', { period: '2026' }));
  await hasFiles(organiser, '.xlsx', '.csv', '.png');
}
