import { isAllowed } from '../../../core/access.js';
import type { Context, Page, PageReply } from '../../../feature-api/index.js';
import { html } from '../../../kit/html.js';
import { speaker } from '../../../language/index.js';
import { findMember, type Member } from '../../members/public.js';
import { memberOfToken, OWN_FEED, PUBLIC_FEED, publicFeed, SUBSCRIBE, tokenOf } from './addresses.js';
import { ownCalendarOf, publicCalendar } from './feed.js';
import { subscribeLinks } from './links.js';

const asFile = (text: string): PageReply => ({
  type: 'file',
  name: 'events.ics',
  mediaType: 'text/calendar; charset=utf-8',
  bytes: new TextEncoder().encode(text),
  inline: true,
});

const publicPage: Page = {
  path: PUBLIC_FEED,
  serve: async (context, { language }) => asFile(await publicCalendar(context, language)),
};

/** Nothing for a secret that is over, and for somebody who is no member any more. */
const ownPage: Page = {
  path: OWN_FEED,
  async serve(context, { rest }) {
    const member = await owner(context, tokenOf(rest));
    return member && asFile(await ownCalendarOf(context, member));
  },
};

/** Leads into a calendar: platforms let a button open nothing but a page. */
const subscribePage: Page = {
  path: SUBSCRIBE,
  async serve(context, { rest, language }) {
    const isOwn = rest !== '';
    if (isOwn && !(await owner(context, rest))) return undefined;
    const feed = isOwn ? context.addressOf(OWN_FEED, `${rest}.ics`) : publicFeed(context)?.feed;
    if (feed === undefined) return undefined;
    const say = speaker(language);
    const address = isOwn ? feed : `${feed}?language=${language}`;
    const { webcal, google, outlook } = subscribeLinks(address, (await context.community.settings()).name);
    const title = say.plain(isOwn ? 'events-calendars.subscribe.own' : 'events-calendars.subscribe.public');
    return {
      type: 'document',
      title,
      body: html`<h1>${title}</h1>
<p>${say.plain('events-calendars.subscribe.text')}</p>
<ul>
<li><a href="${webcal}">${say.plain('events-calendars.subscribe.webcal')}</a></li>
<li><a href="${google}" rel="noreferrer">${say.plain('events-calendars.button.google')}</a></li>
<li><a href="${outlook}" rel="noreferrer">${say.plain('events-calendars.button.outlook')}</a></li>
</ul>
<p>${say.plain('events-calendars.subscribe.copy')}</p>
<p dir="ltr"><code>${address}</code></p>
<p class="about">${say.plain(isOwn ? 'events-calendars.subscribe.secret' : 'events-calendars.subscribe.no-links')}</p>`,
    };
  },
};

async function owner(context: Context, token: string): Promise<Member | undefined> {
  const id = await memberOfToken(context, token);
  const member = id === undefined ? undefined : await findMember(context, id);
  return member && isAllowed(member, 'member') ? member : undefined;
}

export const calendarsPages: readonly Page[] = [publicPage, ownPage, subscribePage];
