import type { Actor } from '../../../../core/access.js';
import { fold } from '../../../../core/fold.js';
import { directionOf, type Language } from '../../../../core/language.js';
import type { Attachment } from '../../../../core/message.js';
import type { Instant } from '../../../../core/time.js';
import type { Context } from '../../../../feature-api/index.js';
import { html, type Markup, standalonePage } from '../../../../kit/html.js';
import { formatInstant, speaker, withoutDirectionControls } from '../../../../language/index.js';
import { requireEvent } from '../../find.js';
import { hasOwnPlace } from '../../rules/places.js';
import { eventsStore } from '../../store/index.js';
import { titleIn } from '../../text-of.js';
import type { CommunityEvent, EventId, Session } from '../../types.js';
import { namedOf, type Registrant } from './applicants.js';

/** Lines for people who come without having registered. */
const EMPTY_LINES = 10;

/** Who signs on paper in each session. */
export interface SignSheets {
  readonly community: string;
  readonly event: CommunityEvent;
  readonly sessions: readonly Session[];
  readonly people: readonly Registrant[];
}

/** People who have a place in the room, or online where there is no room, by name. */
export async function sheetsOf(context: Context, reader: Actor, id: EventId): Promise<SignSheets> {
  const { event, sessions } = await requireEvent(context, id, reader);
  const all = await eventsStore(context.tx).registrationsOf(id);
  const coming = all.filter((registration) => hasOwnPlace(registration) && (event.format === 'virtual' || registration.attends === 'room'));
  const { name: community } = await context.community.settings();
  // The sheet goes from hand to hand: what members show to organisers alone they fill in themselves, or not.
  const named = await namedOf(context, coming, ({ visibility }) => visibility.organisation === 'everyone');
  return {
    community,
    event,
    sessions: sessions.filter(({ state }) => state === 'planned'),
    people: named.filter(({ name }) => name !== '').toSorted((one, other) => fold(one.name).localeCompare(fold(other.name), 'ar')),
  };
}

/** A page to print for each session: numbers, names, organisations, and a line on which each person signs. */
export function sheetFile(sheets: SignSheets, language: Language): Attachment {
  const { community, event, sessions } = sheets;
  const title = titleIn(event, language);
  const page = standalonePage({
    language,
    direction: directionOf(language),
    title: `${title} · ${community}`,
    style: STYLE,
    body: sessions.map((session) => sheetOf(sheets, session, language)),
  });
  return { name: `event-${event.id}-to-sign.html`, mediaType: 'text/html', bytes: new TextEncoder().encode(page) };
}

function sheetOf({ community, event, sessions, people }: SignSheets, session: Session, language: Language): Markup {
  const say = speaker(language);
  const { startsAt, endsAt } = session;
  const at = (instant: Instant, style: 'long-date' | 'time') => formatInstant(instant, event.zone, language, style);
  const lines = [
    ...people.map(({ name, organisation = '' }) => [name, organisation] as const),
    ...Array.from({ length: EMPTY_LINES }, () => ['', ''] as const),
  ];
  return html`<section>
<p class="community"><bdi>${community}</bdi></p>
<h1 dir="auto">${titleIn(event, language)}</h1>
<p>${sessions.length > 1 ? `${withoutDirectionControls(say.plain('events-organising.sheet.session', { position: session.position }))} · ` : ''}${at(startsAt, 'long-date')} · ${at(startsAt, 'time')} – ${at(endsAt, 'time')}</p>
<table>
<thead><tr><th class="number">${say.plain('events-organising.sheet.number')}</th><th>${say.plain('events-registration.csv.name')}</th><th>${say.plain('events-registration.csv.organisation')}</th><th class="sign">${say.plain('events-organising.sheet.signature')}</th></tr></thead>
<tbody>
${lines.map(([name, organisation], index) => html`<tr><td class="number">${index + 1}</td><td dir="auto">${name}</td><td dir="auto">${organisation}</td><td class="sign"></td></tr>\n`)}</tbody>
</table>
<p class="about">${say.plain('events-organising.sheet.note')}</p>
</section>
`;
}

/** For paper: black on white, the header again on each page, no line broken over two. */
const STYLE = `
@page { size: A4; margin: 15mm 12mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 190mm; padding: 5mm 0; color: #000; background: #fff; line-height: 1.4; overflow-wrap: anywhere;
  font-family: system-ui, "Segoe UI", "Noto Sans", "Noto Sans Arabic", "Noto Naskh Arabic", Tahoma, sans-serif; }
section { break-after: page; margin-block-end: 15mm; }
section:last-child { break-after: auto; }
h1 { font-size: 16pt; margin: 0 0 2mm; }
html[dir="ltr"] :is(h1, td) { text-align: left; }
html[dir="rtl"] :is(h1, td) { text-align: right; }
p { margin: 0 0 2mm; }
.community { font-weight: 600; }
.about { font-size: 9pt; margin-block-start: 3mm; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: 11pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; height: 11mm; }
th, td { border: .3mm solid #000; padding: 1mm 2mm; text-align: start; vertical-align: middle; }
th { background: #eee; }
html[dir] :is(th, td).number { width: 12mm; text-align: center; }
.sign { width: 55mm; }
@media print { body { padding: 0; max-width: none; } }
`;
