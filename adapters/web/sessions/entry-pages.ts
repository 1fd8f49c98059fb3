import { type Context, Hono } from 'hono';
import { directionOf, isLanguage, LANGUAGES, type Language } from '../../../src/core/language.js';
import { preferredLanguage, speaker } from '../../../src/language/index.js';
import type { Entrance, EntryRequest } from '../../../src/ports/entrance.js';
import type { PageFiles } from '../connect/page-files.js';
import { escapeHtml, renderSignInPage } from './sign-in-page.js';

/** Characters that a field takes; the feature has its own limits. */
const TEXT_MAX = 200;

/** What browsers may fill in, in the words of HTML. */
const AUTOCOMPLETE = { name: 'name', organisation: 'organization' } as const;

export interface EntryPagesOptions {
  readonly entrance: Entrance;
  readonly pageFiles: PageFiles;
}

/**
 * Pages for people who have no link, under `/sign-in`: `/ask` asks organisers for a new one, and `/join/<secret>` asks to become a
 * member. Both say the same to everybody, so that they do not tell who is a member.
 */
export function entryPages({ entrance, pageFiles }: EntryPagesOptions): Hono {
  const app = new Hono();
  const page = (context: Context, title: string, body: string, status: 200 | 410 | 429 = 200) => {
    const language = languageOf(context);
    return context.html(renderSignInPage(pageFiles, { language, title, body: `${body}${others(language)}` }), status);
  };

  const form = (context: Context, kind: EntryRequest['kind'], problem?: 'unclear') => {
    const say = speaker(languageOf(context));
    const text = (key: Parameters<typeof say.plain>[0]) => escapeHtml(say.plainKey(key));
    const field = (name: 'name' | 'organisation') =>
      `<p class="field"><label for="${name}">${text(`web.entry.${name}`)}</label><input id="${name}" name="${name}" dir="auto" required maxlength="${TEXT_MAX}" autocomplete="${AUTOCOMPLETE[name]}"></p>`;
    const action = escapeHtml(`${context.req.path}?language=${languageOf(context)}`);
    const body = `${problem ? `<p role="alert">${text('web.entry.unclear')}</p>` : ''}<p>${text(`web.entry.${kind}.text`)}</p>
<form class="entry" method="post" action="${action}">${field('name')}${kind === 'join' ? field('organisation') : ''}<button class="button primary">${text(`web.entry.${kind}.send`)}</button></form>`;
    return page(context, say.plain(`web.entry.${kind}.title`), body);
  };
  const closed = (context: Context) => {
    const say = speaker(languageOf(context));
    return page(context, say.plain('web.entry.join.title'), `<p>${escapeHtml(say.plain('web.entry.closed'))}</p>`, 410);
  };

  const send = async (context: Context, kind: EntryRequest['kind'], through?: string) => {
    const { name, organisation } = await context.req.parseBody();
    const language = languageOf(context);
    const answer = await entrance.ask({
      kind,
      ...(through !== undefined && { through }),
      name: textOf(name),
      organisation: textOf(organisation),
      language,
    });
    const say = speaker(language);
    switch (answer.is) {
      case 'unclear':
        return form(context, kind, 'unclear');
      case 'closed':
        return closed(context);
      case 'crowded':
        return page(context, say.plain(`web.entry.${kind}.title`), `<p>${escapeHtml(say.plain('web.entry.crowded'))}</p>`, 429);
      case 'asked':
        // Somebody who waits keeps the address, which opens the chat once organisers have said yes.
        if (answer.secret !== undefined) return context.redirect(`/sign-in/${answer.secret}?language=${language}`, 303);
        return page(context, say.plain('web.entry.link.title'), `<p>${escapeHtml(say.plain('web.entry.link.asked'))}</p>`);
      default:
        return answer satisfies never;
    }
  };

  app.get('/ask', (context) => form(context, 'link'));
  app.post('/ask', (context) => send(context, 'link'));
  app.get('/join/:secret', async (context) =>
    (await entrance.mayJoin(context.req.param('secret'))) ? form(context, 'join') : closed(context),
  );
  app.post('/join/:secret', (context) => send(context, 'join', context.req.param('secret')));
  return app;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, TEXT_MAX) : '');

/** `?language=ar`, or what the browser prefers. */
function languageOf(context: Context): Language {
  const chosen = context.req.query('language') ?? '';
  return isLanguage(chosen) ? chosen : (preferredLanguage(context.req.header('accept-language')) ?? 'en');
}

function others(language: Language): string {
  const links = LANGUAGES.filter((other) => other !== language).map(
    (other) =>
      `<a href="?language=${other}" hreflang="${other}" lang="${other}" dir="${directionOf(other)}">${escapeHtml(speaker(other).plain('pages.name'))}</a>`,
  );
  return `<p>${links.join(' · ')}</p>`;
}
