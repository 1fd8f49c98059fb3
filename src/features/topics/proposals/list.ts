import { fold } from '../../../core/fold.js';
import { LANGUAGES } from '../../../core/language.js';
import type { Context } from '../../../feature-api/index.js';
import { pageNumbers, pageOf } from '../../../kit/paging.js';
import { sectorLabel } from '../../members/public.js';
import type { ListQuery } from '../rules/list-query.js';
import { type OpenText, topicsStore } from '../store/index.js';
import type { Page, Proposal } from '../types.js';

const PAGE_SIZE = 8;

/** A page of open proposals, the newest first; `words` have to be in the title, the question or the sector's name. */
export async function listProposals(context: Context, { page: wanted, words }: ListQuery): Promise<Page> {
  const store = topicsStore(context.tx);
  if (words === undefined) return paged(wanted, (range) => store.openPage(range));
  const found = (await store.openTexts()).filter((text) => contains(text, fold(words)));
  const { shown, ...numbers } = pageOf(found, wanted, PAGE_SIZE);
  return { ...numbers, proposals: await store.findMany(shown.map(({ id }) => id)) };
}

/** A page of what no adviser or organiser has reviewed yet, the oldest first. */
export function reviewQueue(context: Context, page: number): Promise<Page> {
  const store = topicsStore(context.tx);
  return paged(page, (range) => store.queue(range));
}

async function paged(
  wanted: number,
  read: (range: {
    readonly offset: number;
    readonly limit: number;
  }) => Promise<{ readonly proposals: readonly Proposal[]; readonly total: number }>,
): Promise<Page> {
  const first = await read({ offset: wanted * PAGE_SIZE, limit: PAGE_SIZE });
  const { page } = pageNumbers(first.total, wanted, PAGE_SIZE);
  const { proposals, total } = page === wanted ? first : await read({ offset: page * PAGE_SIZE, limit: PAGE_SIZE });
  return { ...pageNumbers(total, page, PAGE_SIZE), proposals };
}

function contains({ title, question, sector }: OpenText, wanted: string): boolean {
  const texts = [title, question, ...LANGUAGES.map((language) => sectorLabel(sector, language))];
  return texts.some((text) => fold(text).includes(wanted));
}
