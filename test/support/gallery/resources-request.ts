import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { DAY, toLocalDate } from '../../../src/core/time.js';
import { answeredCard, attachedCard, gotCard, waysCard } from '../../../src/features/resources/requests/cards/answer.js';
import {
  myRequestsCard,
  openRequestsCard,
  organisersCard,
  postCard,
  postDoneCard,
} from '../../../src/features/resources/requests/cards/lists.js';
import { previewCard } from '../../../src/features/resources/requests/cards/preview.js';
import { requestCard } from '../../../src/features/resources/requests/cards/request.js';
import {
  askedCard,
  closedCard,
  decidedCard,
  doneCard,
  dueCard,
  overCard,
  soonCard,
  unansweredCard,
} from '../../../src/features/resources/requests/cards/told.js';
import { requestControls as controls } from '../../../src/features/resources/requests/controls.js';
import type { Given, RequestView } from '../../../src/features/resources/requests/find.js';
import { type Answer, REQUEST_STATES, type WholeRequest, WITHDRAWALS } from '../../../src/features/resources/requests/types.js';
import type { AnswerTimes } from '../../../src/features/resources/rules/answer-times.js';
import { settingsControls } from '../../../src/features/resources/settings-card.js';
import type { Edition, Resource } from '../../../src/features/resources/types.js';
import { speaker } from '../../../src/language/index.js';
import { type Exhibit, haider, NOW, settings, zainab } from './people.js';

const WORDS = {
  en: ['Consent form for survivors', 'We open a safe space in May and want to explain consent in plain words.', 'Page 3 is what you need.'],
  ar: ['استمارة موافقة للناجيات', 'نفتح مساحة آمنة في أيار ونريد شرح الموافقة بكلمات بسيطة.', 'ما تحتاجونه في الصفحة 3.'],
  ckb: [
    'فۆرمی ڕەزامەندی بۆ ڕزگاربووان',
    'لە ئایاردا شوێنێکی ئارام دەکەینەوە و دەمانەوێت ڕەزامەندی بە وشەی سادە ڕوون بکەینەوە.',
    'ئەوەی پێویستتانە لە لاپەڕەی 3دایە.',
  ],
} as const;

/** All that can be seen of requests. */
export function resourceRequestExhibits(language: Language): readonly Exhibit[] {
  const say = speaker(language);
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, shown: Form): Exhibit => ({ name: `${name} (form)`, form: shown });
  const [what, purpose, note] = WORDS[language];
  const resource: Resource = {
    id: toId(7),
    member: haider.id,
    state: 'approved',
    version: 3,
    titles: {},
    summaries: {},
    title: what,
    summary: purpose,
    kind: 'form',
    sectors: ['protection'],
    organisation: '',
    publishedOn: null,
    sharing: 'credit',
    visibility: 'members',
    stays: true,
    reason: null,
    madeAt: NOW,
    approvedAt: NOW,
    goneAt: null,
  };
  const answer: Answer = {
    id: toId(3),
    request: toId(4),
    member: haider.id,
    state: 'given',
    named: true,
    note,
    reply: '',
    madeAt: NOW,
    resource: { id: resource.id, title: what, titles: {}, state: 'draft' },
  };
  const edition: Edition = {
    id: toId(9),
    resource: resource.id,
    language: 'ar',
    link: null,
    file: { hash: 'a', size: 48_000, name: 'form.pdf', type: 'pdf' },
    reading: 'text',
    addedAt: NOW,
    replacedAt: null,
  };
  const link: Edition = { ...edition, id: toId(8), language: 'en', file: null, link: 'https://example.org/form' };
  const request: WholeRequest = {
    id: toId(4),
    member: zainab.id,
    state: 'open',
    what,
    purpose,
    sectors: ['protection', 'recovery'],
    language: 'ar',
    deadline: toLocalDate('2026-12-20'),
    named: true,
    reason: null,
    madeAt: NOW,
    askedAt: NOW,
    answeredAt: null,
    endedAt: null,
    answers: [],
  };
  const unhurried: WholeRequest = { ...request, id: toId(5), sectors: [], language: null, deadline: null, named: false };
  const given: Given = { answer, helper: haider.name, editions: [edition, link] };
  const removed: Given = { answer: { ...answer, note: '', resource: null }, helper: undefined, editions: [] };
  const view: RequestView = { request, own: false, organiser: false, author: zainab.name, given: [], will: null, helping: 0 };
  const shown = (name: string, more: Partial<RequestView>, state: Partial<WholeRequest> = {}): Exhibit =>
    card(name, requestCard({ ...view, ...more, request: { ...request, ...state } }, language));
  const own = { own: true, author: undefined };
  const numbers = { total: 12, page: 0, pages: 2 };
  const none = { total: 0, page: 0, pages: 1 };
  const times: AnswerTimes = {
    asked: 14,
    answered: 11,
    confirmed: 9,
    medianMs: 3 * DAY,
    sectors: [{ sector: 'protection', answered: 6, medianMs: DAY }],
  };
  const few: AnswerTimes = { asked: 1, answered: 1, confirmed: 0, medianMs: undefined, sectors: [] };
  const id = request.id;
  const sectors = [{ value: 'protection', label: say.plain('common.sector.protection') }];
  return [
    card('before it is sent', previewCard(request, [resource], language)),
    card('before it is sent: nothing like it, no sector', previewCard(unhurried, [], language)),
    shown('a request', { helping: 2 }),
    shown('a request, for who wants to help', { will: 'yes', helping: 1 }, { named: false }),
    shown('a request, for organisers', { organiser: true }),
    ...REQUEST_STATES.filter((state) => state !== 'draft').map((state) =>
      shown(
        `own: ${state}`,
        {
          ...own,
          given:
            state === 'answered'
              ? [given, removed]
              : state === 'confirmed'
                ? [{ ...given, answer: { ...answer, state: 'confirmed' } }]
                : [],
        },
        { state, named: state !== 'open', reason: state === 'closed' ? note : state === 'withdrawn' ? 'found' : null },
      ),
    ),
    ...WITHDRAWALS.map((why) => shown(`taken back: ${why}`, own, { state: 'withdrawn', reason: why })),
    ...(['given', 'confirmed', 'declined', 'passed'] as const).map((state) =>
      shown(`what somebody gave: ${state}`, { given: [{ ...given, answer: { ...answer, state } }] }, { state: 'answered' }),
    ),
    ...(['declined', 'passed'] as const).map((state) =>
      shown(`own, with what was ${state}`, { ...own, given: [{ ...given, answer: { ...answer, state } }] }),
    ),
    card('how to help', waysCard({ ...view, helping: 1 }, language)),
    card('thanks for a file', attachedCard(resource.id, what, true, language), attachedCard(resource.id, what, false, language)),
    card('a file that was given', gotCard(resource, language), gotCard({ ...resource, state: 'draft', sharing: 'unknown' }, language)),
    card('mine', myRequestsCard([request, { ...unhurried, state: 'confirmed' }], numbers, language), myRequestsCard([], none, language)),
    card('open', openRequestsCard([request, unhurried], numbers, language), openRequestsCard([], none, language)),
    card(
      'open, for organisers',
      organisersCard({ open: [request, unhurried], numbers, times }, language, say('resources-request.done.closed')),
    ),
    card('open, for organisers: few', organisersCard({ open: [], numbers: none, times: few }, language)),
    card('the monthly post', postCard([request], 1, language), postCard([request, unhurried], 12, language), postDoneCard(language)),
    card('asked', askedCard(request, zainab.name, language), askedCard(unhurried, undefined, language)),
    card('told: answered', answeredCard(request, given, language, false)),
    card('told: answered, not there any more', answeredCard(request, removed, language, false)),
    card('told: does it help', answeredCard(request, given, language, true)),
    card('told: it helped', decidedCard(request, { ...answer, state: 'confirmed' }, language)),
    card('told: it was not it', decidedCard(request, { ...answer, state: 'declined', reply: note }, language)),
    card('told: over', overCard(request, language)),
    card('told: soon', soonCard(request, language)),
    card('told: nobody has answered', unansweredCard(request, language)),
    card('told: the day is over', dueCard(request, language)),
    card('told: closed', closedCard({ what, reason: note }, language)),
    ...(['sent', 'withdrawn', 'passed', 'given', 'confirmed', 'declined'] as const).map((done) =>
      card(`done: ${done}`, doneCard(say(`resources-request.done.${done}`), language)),
    ),
    form('request', controls.request.form(language, { options: { sectors }, values: { language: 'ar' } }, { id: undefined })),
    form('edit', controls['request-edit'].form(language, { options: { sectors }, values: { what, purpose, language: null } }, { id })),
    form('withdraw', controls['request-withdraw'].form(language, {}, { id })),
    form('name', controls['request-name'].form(language, {}, { id })),
    form('attach', controls['request-attach'].form(language, { values: { title: what, language } }, { id })),
    form('not it', controls['request-no'].form(language, {}, { id: answer.id })),
    form('close', controls['request-close'].form(language, {}, { id })),
    form('settings', settingsControls.settings.form(language, settings, 'requests')),
  ];
}
