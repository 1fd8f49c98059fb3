import type { Language } from '../../../core/language.js';
import { privately } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import { type Context, type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { answerWith } from '../replies.js';
import type { SessionId } from '../types.js';
import { attendByButton, attendByCode } from './attend.js';
import { attendedCard, hereCard } from './cards/attended.js';
import { completeCard } from './cards/complete.js';
import { columnsCard, importedCard, settledCard } from './cards/imported.js';
import { attendanceCard } from './cards/list.js';
import { numbersCard } from './cards/numbers.js';
import { requireCompletable } from './complete.js';
import { attendanceControls } from './controls.js';
import type { KeptSession } from './find.js';
import { chosenMembers, chosenRegistrations, chosenSession, chosenWho } from './ids.js';
import { type ImportedFile, importFile, readAttendance, readKept, settleDoubt, type UnknownColumns } from './import.js';
import { type ListWish, listOf, listOfEvent, listOfSession } from './list.js';
import { addAtDoor, addGuest, mark } from './mark.js';
import { viewCompleted, viewNumbers } from './numbers.js';
import { countWomen, setCountsWomen } from './women.js';

async function shownList(context: Context, request: Request, id: SessionId, wish: ListWish = {}) {
  return answerWith(request, attendanceCard(await listOfSession(context, request.actor, id, wish), request.language));
}

/** The list after it was changed. */
async function changedList(context: Context, request: Request, kept: KeptSession) {
  const { actor, language } = request;
  return answerWith(request, attendanceCard(await listOf(context, actor, kept), language, speaker(language)('events.done.saved')));
}

/** What became of a file, or what its columns are. */
const cardOfFile = (read: ImportedFile | UnknownColumns, language: Language) =>
  'columns' in read ? columnsCard(read, language) : importedCard(read, language);

export const attendanceHandlers: readonly Handler[] = handleControls(attendanceControls, {
  // In a thread the reminder stays, because others read it too.
  here: async (context, request, { id }) => privately(hereCard(await attendByButton(context, request.actor, id), request.language)),
  code: async (context, request, { values }) =>
    privately(attendedCard(await attendByCode(context, request.actor, values.code), request.actor.timezone, request.language)),
  attendance: async (context, request, { id }) =>
    answerWith(request, attendanceCard(await listOfEvent(context, request.actor, id), request.language)),
  'attendance-page': (context, request, { id: { session, page } }) => shownList(context, request, session, { page }),
  'attendance-session': (context, request, { values }) => shownList(context, request, chosenSession(values)),
  'attendance-search': (context, request, { id, values }) => shownList(context, request, id, { search: values.text }),
  async present(context, request, { id, values }) {
    return changedList(context, request, await mark(context, request.actor, id, chosenRegistrations(values), true));
  },
  async absent(context, request, { id, values }) {
    return changedList(context, request, await mark(context, request.actor, id, chosenRegistrations(values), false));
  },
  async door(context, request, { id, values }) {
    return changedList(context, request, await addAtDoor(context, request.actor, id, chosenMembers(values)));
  },
  async 'door-guest'(context, request, { id, values }) {
    return changedList(context, request, await addGuest(context, request.actor, id, values));
  },
  async 'attendance-file'(context, { actor, language }, { id, values }) {
    const file = await readAttendance(context, values.file);
    return {
      type: 'effects',
      effects: async (inside) => privately(cardOfFile(await importFile(inside, actor, id, file), language)),
    };
  },
  async 'attendance-columns'(context, { actor, language }, { id: { session, file: kept }, values }) {
    const file = await readKept(context, actor, kept, values);
    return {
      type: 'effects',
      effects: async (inside) => privately(cardOfFile(await importFile(inside, actor, session, file, values), language)),
    };
  },
  // The other doubts of the file stay to be decided.
  'attendance-match': async (context, request, { id: { session, share }, values }) =>
    privately(settledCard(await settleDoubt(context, request.actor, session, chosenWho(values), share), share, request.language)),
  async 'counts-women'(context, request, { id: { id, wanted } }) {
    await setCountsWomen(context, request.actor, id, wanted === 'on');
    return answerWith(request, numbersCard(await viewNumbers(context, request.actor, id), request.language));
  },
  async women(context, request, { id, values }) {
    return changedList(context, request, await countWomen(context, request, id, values));
  },
  async 'attendance-complete'(context, request, { id: { id, word } }) {
    const { actor, language } = request;
    if (word === 'ask') return answerWith(request, completeCard(await requireCompletable(context, actor, id), language));
    return answerWith(request, numbersCard(await viewCompleted(context, actor, id), language));
  },
  'attendance-numbers': async (context, request, { id }) =>
    answerWith(request, numbersCard(await viewNumbers(context, request.actor, id), request.language)),
});
