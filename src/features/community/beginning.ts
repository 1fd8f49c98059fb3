import type { Actor } from '../../core/access.js';
import type { Language } from '../../core/language.js';
import type { Card } from '../../core/message.js';
import type { Context } from '../../feature-api/index.js';
import { phrase, speaker } from '../../language/index.js';
import { beginningCard } from './cards/beginning.js';
import { communityControls } from './controls.js';
import { isSetUp } from './set-up.js';

/** The set-up, as the first step of whoever begins a community. */
export async function setupStep(context: Context, language: Language) {
  return {
    done: await isSetUp(context),
    text: phrase('community.beginning.setup'),
    button: communityControls.setup.button(speaker(language).plain('community.beginning.setup-button')),
  };
}

/** The first steps for organisers, until all are done: the set-up, then those of the features in their order. */
export async function beginningCards(context: Context, { role, language }: Pick<Actor, 'role' | 'language'>): Promise<readonly Card[]> {
  if (role !== 'organiser') return [];
  const own = await setupStep(context, language);
  const others = [];
  for (const { name, beginning } of context.features.all) {
    if (beginning && name !== 'community') others.push(await beginning(context, language));
  }
  const steps = [own, ...others];
  return steps.every(({ done }) => done) ? [] : [beginningCard(steps, language)];
}
