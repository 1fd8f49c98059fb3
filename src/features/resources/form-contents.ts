import type { Request } from '../../core/request.js';
import type { Context } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import { sectorLabel } from '../members/public.js';
import { requireOwn } from './find.js';
import { titleIn } from './rules/title.js';
import type { ResourceId } from './types.js';

/** What a resource says now, to be changed. */
export async function textContents(context: Context, { actor }: Request, id: ResourceId) {
  const { title, summary, kind } = await requireOwn(context, actor, id);
  return { values: { title, summary, kind } };
}

/** What it is called in each language, if that was said. */
export async function titleContents(context: Context, { actor, language }: Request, id: ResourceId) {
  const { title, titles } = await requireOwn(context, actor, id);
  return {
    introduction: speaker(language)('resources.form.titles-introduction', { title }),
    values: { en: titles.en ?? '', ar: titles.ar ?? '', ckb: titles.ckb ?? '' },
  };
}

/** What it is good for in each language, if that was said. */
export async function summaryContents(context: Context, { actor, language }: Request, id: ResourceId) {
  const resource = await requireOwn(context, actor, id);
  const { en = '', ar = '', ckb = '' } = resource.summaries;
  return {
    introduction: speaker(language)('resources.form.summaries-introduction', { title: titleIn(resource, language) }),
    values: { en, ar, ckb },
  };
}

export async function detailContents(context: Context, { actor, language }: Request, id: ResourceId) {
  const { sectors, organisation, publishedOn, sharing, visibility } = await requireOwn(context, actor, id);
  const known = (await context.community.settings()).sectors;
  // A sector that the settings no longer have stays as long as nobody takes it away.
  const offered = [...known, ...sectors.filter((sector) => !known.includes(sector))];
  return {
    options: { sectors: offered.map((value) => ({ value, label: sectorLabel(value, language) })) },
    values: { sectors, organisation, publishedOn: publishedOn ?? undefined, sharing, visibility },
  };
}

/** The reader's language comes first. */
export async function editionContents(context: Context, request: Request, id: ResourceId) {
  await requireOwn(context, request.actor, id);
  return { values: { language: request.language } };
}

export async function firstContents(_context: Context, { language }: Request) {
  return { values: { language } };
}
