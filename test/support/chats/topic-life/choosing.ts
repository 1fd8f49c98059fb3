import { expect } from 'vitest';
import { answerDirect } from '../chapters.js';
import { newest, type Resident } from '../resident.js';
import type { Life } from './life.js';

/** Members propose with their names and without, support, and take back; organisers merge and decline. */
export async function propose(life: Life): Promise<void> {
  const { words, texts, see, proposer, quiet, facilitator, organiser } = life;
  life.chapter('Proposing');
  await proposer.command('/topics propose');
  const form = await life.form(proposer);
  await form.submit(filled(life, texts, texts.why));
  await (await see(proposer, words('topics.draft.title'), texts.title)).press(words('topics.button.send-named'));
  await see(proposer, words('topics.done.sent-named'), texts.title);

  await facilitator.command('/topics list');
  await (await see(facilitator, words('topics.list.title', { count: 1 }))).choose(texts.title);
  await (await see(facilitator, words('topics.card.question'), texts.title)).press(words('topics.button.support'));
  await (await see(facilitator, words('topics.done.supported'))).press(words('topics.button.facilitate'));
  await see(facilitator, words('topics.done.facilitates'));
  await facilitator.command('/topics facilitate');
  await (await see(facilitator, words('topics-facilitators.volunteer.title'))).press(words('topics-facilitators.button.any'));
  await answerDirect(life.community, facilitator, await see(facilitator, words('topics-facilitators.done.any')));

  await send(life, quiet, texts.alike, 'topics.button.send-anyway-anonymous', words('topics.similar.title'));
  const sent = await see(quiet, words('topics.done.sent-anonymous'), words('topics.card.unnamed', { count: 1 }));
  expect(sent.text).not.toContain(quiet.name);
  await send(life, quiet, texts.declined, 'topics.button.send-named', words('topics.draft.title'));
  await see(quiet, words('topics.done.sent-named'), texts.declined.title);
  await send(life, proposer, texts.withdrawn, 'topics.button.send-named', words('topics.draft.title'));
  await (await see(proposer, words('topics.done.sent-named'), texts.withdrawn.title)).press(words('topics.button.withdraw'));
  await (await see(proposer, words('topics.withdraw.ask'))).press(words('topics.button.withdraw-yes'));
  await see(proposer, words('topics.done.withdrawn'));

  life.chapter('Reviewing');
  await organiser.command('/topics review');
  await (await see(organiser, words('topics.review.title', { count: 3 }))).choose(texts.alike.title);
  const anonymous = await see(organiser, texts.alike.title, words('topics.button.merge'));
  expect(anonymous.text).not.toContain(quiet.name);
  await anonymous.press(words('topics.button.merge'));
  await (await see(organiser, words('topics.merge.title'))).choose(texts.title);
  await see(organiser, words('topics.done.merged'));
  await see(quiet, words('topics.told.merged'), texts.title);
  await organiser.command('/topics review');
  await (await see(organiser, words('topics.review.title', { count: 2 }))).choose(texts.declined.title);
  await (await see(organiser, texts.declined.title, words('topics.button.decline'))).press(words('topics.button.decline'));
  await (await life.form(organiser)).submit({ [words('topics.form.reason')]: texts.declined.reason });
  await see(organiser, words('topics.done.declined'));
  await see(quiet, words('topics.declined.text'), texts.declined.reason);
}

/**
 * The bot drafts the plan; an adviser swaps one of its topics for what somebody proposed late, and the other approves; a facilitator is
 * asked and agrees. Returns the number of the topic.
 */
export async function plan(life: Life): Promise<string> {
  const { words, texts, see, proposer, quiet, facilitator, writer, advisers } = life;
  const [adviser, other] = advisers;
  life.chapter('Planning');
  await appoint(life);
  await send(life, writer, texts.second, 'topics.button.send-named', words('topics.draft.title'), 'recovery');
  await send(life, quiet, texts.late, 'topics.button.send-named', words('topics.draft.title'));
  await life.community.travel('2026-12-01T09:10:00+03:00');
  const drafted = await see(adviser, texts.title, words('topics-plan.button.approve'));
  await drafted.press(words('topics-plan.button.skip'));
  await (await see(adviser, words('topics-plan.skip.ask'))).press(words('common.back'));
  const again = await newest(adviser, texts.title, words('topics-plan.button.approve'));
  await again.press(words('topics-plan.button.swap'), texts.second.title);
  await (await see(adviser, words('topics-plan.swap.title'))).choose(texts.late.title);
  // What is said of it gives way to the plan as it is then.
  await newest(adviser, texts.late.title, words('topics-plan.reason.advisers'));
  await (await see(other, texts.late.title, words('topics-plan.button.approve'))).press(words('topics-plan.button.approve'));
  // Where the plan stands in a message of its own, the thanks for it give way to the plan as it is then.
  const done = life.platform === 'discord' ? 'topics-plan.done.approved-all' : 'topics-plan.card.approved-by-advisers';
  const approved = await see(other, words(done), texts.title);
  await see(proposer, words('topics-plan.planned.proposer'), texts.title);
  await see(facilitator, words('topics-plan.planned.supporter'), texts.title);

  life.chapter('Asking a facilitator');
  const asked = await see(facilitator, words('topics-facilitators.ask.title-facilitator'), texts.title);
  await asked.press(words('topics-facilitators.button.yes'));
  const guide = await see(facilitator, words('topics-facilitators.guide.title-facilitator'), texts.title);
  await guide.press(words('topics-facilitators.button.questions'));
  await (await life.form(facilitator)).submit({ [words('topics-facilitators.guiding.first')]: texts.guiding });
  await see(facilitator, words('topics-facilitators.done.guiding'));
  const number = new RegExp(`${texts.title}[^]*?${words('topics-plan.card.number')}\\D*(\\d+)`).exec(approved.text)?.[1];
  if (number === undefined) throw new Error(`no number in:\n${approved.text}`);
  return number;
}

/** The organiser brings two onto the committee that decides about plans. */
async function appoint({ platform, organiser, advisers, words, see }: Life): Promise<void> {
  for (const { id, name } of advisers) {
    const who = { slack: `adviser <@${id}>`, discord: `role:adviser member:${id}`, web: `adviser ${name}` };
    await organiser.command(`/community appoint ${who[platform]}`);
    await see(organiser, words('people.role.changed', { role: 'adviser', name }));
  }
}

function filled({ words, community }: Life, { title, question }: { readonly title: string; readonly question: string }, why?: string) {
  return {
    [words('topics.form.title')]: title,
    [words('topics.form.question')]: question,
    ...(why !== undefined && { [words('topics.form.why')]: why }),
    [words('topics.form.sector')]: [words('common.sector.protection')],
    [words('topics.form.language')]: [words(`common.language.${community.language}`)],
  };
}

async function send(
  life: Life,
  who: Resident,
  proposed: { readonly title: string; readonly question: string },
  button: 'topics.button.send-named' | 'topics.button.send-anyway-anonymous',
  shown: string,
  sector: 'protection' | 'recovery' = 'protection',
): Promise<void> {
  await who.command('/topics propose');
  await (await who.form()).submit({
    ...filled(life, proposed),
    [life.words('topics.form.sector')]: [life.words(`common.sector.${sector}`)],
  });
  await (await life.see(who, shown, life.words(button))).press(life.words(button));
}
