import type { Actor } from '../../../core/access.js';
import { NotFoundError } from '../../../core/errors.js';
import type { Language } from '../../../core/language.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { topicsStore } from '../store/index.js';
import type { Template, TemplateId } from '../types.js';
import { seedTemplates } from './templates.js';

/** An entry, also one that was removed. Throws a `NotFoundError` for one that is not there. */
export async function findTemplate(context: Context, id: TemplateId): Promise<Template> {
  const template = await topicsStore(context.tx).template(id);
  if (!template) throw new NotFoundError('no entry', phrase('topics-plan.error.no-entry'));
  return template;
}

/** Throws a `NotFoundError` for an entry that is gone. */
export async function requireTemplate(context: Context, id: TemplateId): Promise<Template> {
  const template = await findTemplate(context, id);
  if (template.removed) throw new NotFoundError('no entry', phrase('topics-plan.error.no-entry'));
  return template;
}

/** The evergreen questions of a sector, removed ones included. */
export async function evergreenOf(context: Context, sector: string): Promise<readonly Template[]> {
  return (await topicsStore(context.tx).templates()).filter((template) => template.kind === 'evergreen' && template.sector === sector);
}

/** The annual topics in the order of the year, removed ones included. */
export async function annualTopics(context: Context): Promise<readonly Template[]> {
  const annual = (await topicsStore(context.tx).templates()).filter(({ kind }) => kind === 'annual');
  return annual.toSorted((one, other) => (one.monthOfYear ?? 0) - (other.monthOfYear ?? 0) || one.id - other.id);
}

interface Words {
  readonly title: string;
  readonly question: string;
}

/** Adds an entry in one language; other languages follow by `writeWords`. Throws a `RangeError` if the database gives it no number. */
export async function addTemplate(
  context: Context,
  actor: Actor,
  given: Pick<Template, 'kind' | 'sector' | 'monthOfYear' | 'slot'>,
  words: Words,
): Promise<TemplateId> {
  await seedTemplates(context);
  const [id] = await topicsStore(context.tx).insertTemplates([
    { ...given, code: null, texts: { [actor.language]: words }, removed: false },
  ]);
  if (id === undefined) throw new RangeError('an entry has no number');
  await note(context, actor, 'topics.list.add', id);
  return id;
}

/** What an entry says in one language. Throws what `requireTemplate` throws, as do the others. */
export async function writeWords(
  context: Context,
  actor: Actor,
  { id, language }: { readonly id: TemplateId; readonly language: Language },
  words: Words,
): Promise<Template> {
  const template = await requireTemplate(context, id);
  return save(context, actor, { ...template, texts: { ...template.texts, [language]: words } }, 'topics.list.edit');
}

/** When an annual topic is held, and of which sector it is. */
export async function writeWhen(
  context: Context,
  actor: Actor,
  id: TemplateId,
  when: Pick<Template, 'sector' | 'monthOfYear' | 'slot'>,
): Promise<Template> {
  return save(context, actor, { ...(await requireTemplate(context, id)), ...when }, 'topics.list.edit');
}

/** It is not chosen any more; topics that were planned from it stay. */
export async function removeTemplate(context: Context, actor: Actor, id: TemplateId): Promise<Template> {
  return save(context, actor, { ...(await requireTemplate(context, id)), removed: true }, 'topics.list.remove');
}

/** It can be chosen again. */
export async function restoreTemplate(context: Context, actor: Actor, id: TemplateId): Promise<Template> {
  return save(context, actor, { ...(await findTemplate(context, id)), removed: false }, 'topics.list.restore');
}

async function save(context: Context, actor: Actor, template: Template, action: string): Promise<Template> {
  await topicsStore(context.tx).saveTemplate(template);
  await note(context, actor, action, template.id);
  return template;
}

async function note(context: Context, actor: Actor, action: string, entry: TemplateId): Promise<void> {
  await context.audit.append({ at: context.now, actor: actor.id, action, details: { entry } });
}
