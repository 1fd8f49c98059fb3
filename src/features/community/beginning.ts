import type { Actor } from '../../core/access.js';
import { both, every, known, type Lookup, mapLookup } from '../../core/lookup.js';
import type { Card } from '../../core/message.js';
import type { Context, FirstStep } from '../../feature-api/index.js';
import { phrase, speaker } from '../../language/index.js';
import { beginningCard } from './cards/beginning.js';
import { communityControls } from './controls.js';
import { SETUP_FACT } from './set-up.js';

/** The fact that tells that an organiser has put the first steps away. */
const AWAY = 'community.beginning-away';

/** The fact that tells which steps were done when messages were edited last. */
const SHOWN = 'community.beginning-shown';

/** Messages that are edited for one organiser; earlier ones have scrolled away. */
const GREETINGS = 3;

/** The set-up, as the first step of whoever begins a community. */
export const setupStep: FirstStep = {
  text: phrase('community.beginning.setup'),
  command: '/community setup',
  button: (language) => communityControls.setup.button(speaker(language).plain('community.beginning.setup-button')),
  isDone: ({ community }) => community.noted(SETUP_FACT),
};

/** The set-up, then the first steps of the features in their order. */
export function firstSteps({ features }: Pick<Context, 'features'>): readonly [FirstStep, ...FirstStep[]] {
  return [setupStep, ...features.all.flatMap(({ beginning }) => (beginning && beginning !== setupStep ? [beginning] : []))];
}

/** The first steps for organisers, until all are done or put away. */
export function beginningOf(context: Context, { role, language }: Pick<Actor, 'role' | 'language'>): Lookup<readonly Card[]> {
  if (role !== 'organiser') return known([]);
  const steps = every(
    firstSteps(context).map(({ isDone, text, button }) => mapLookup(isDone(context), (done) => ({ done, text, button: button(language) }))),
  );
  return mapLookup(both(context.community.noted(AWAY), steps), ([isAway, found]) =>
    isAway || found.every(({ done }) => done) ? [] : [beginningCard(found, language)],
  );
}

/** Nobody is shown the first steps any more. */
export async function putBeginningAway(context: Context, actor: Actor): Promise<void> {
  const { community, audit, now } = context;
  if ((await community.fact(AWAY)) !== undefined) return;
  await community.saveFact(AWAY, String(now));
  await audit.append({ at: now, actor: actor.id, action: 'community.beginning-away', details: {} });
  await planBeginning(context);
}

/** The agenda's kind of editing what shows the first steps. */
export const BEGINNING_KIND = 'community.beginning';

/** Plans that messages which show the first steps are edited. */
export async function planBeginning({ agenda, now }: Context): Promise<void> {
  await agenda.plan({ key: BEGINNING_KIND, kind: BEGINNING_KIND, payload: {}, dueAt: now, again: true });
}

/** Edits what organisers were sent last with the first steps, if they are not as they were then. */
export async function showBeginning(context: Context): Promise<void> {
  const { community, deliveries, features, people, tx, now } = context;
  const steps = every(firstSteps(context).map(({ isDone }) => isDone(context)));
  const [isAway, done] = await tx.find(both(community.noted(AWAY), steps));
  const state = [isAway, ...done].map(Number).join('');
  if ((await community.fact(SHOWN)) === state) return;
  await community.saveFact(SHOWN, state);
  for (const { id } of await people.organisers()) {
    const sent = await deliveries.list({ kinds: features.greetings, member: id, states: ['sent'], limit: GREETINGS });
    await deliveries.refresh(
      sent.map(({ key }) => key),
      now,
    );
  }
}
