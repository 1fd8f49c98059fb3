import type { Language } from '../../../core/language.js';
import { privately } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import type { Text } from '../../../core/text.js';
import { type Context, type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { answerWith } from '../replies.js';
import type { SessionId } from '../types.js';
import { attendByButton, attendByCode } from './attend.js';
import { attendedCard, hereCard } from './cards/attended.js';
import { columnsCard, importedCard, settledCard } from './cards/imported.js';
import { attendanceCard } from './cards/list.js';
import { numbersCard } from './cards/numbers.js';
import { attendanceControls } from './controls.js';
import { chosenMembers, chosenRegistrations, chosenSession, chosenWho } from './ids.js';
import { type ImportedFile, importFile, importKept, settleDoubt, type UnknownColumns } from './import.js';
import { type ListWish, listOfEvent, listOfSession } from './list.js';
import { addAtDoor, addGuest, mark } from './mark.js';
import { viewNumbers } from './numbers.js';
import { countWomen, setCountsWomen } from './women.js';

interface Shown extends ListWish {
  readonly lead?: Text;
}

async function shownList(context: Context, request: Request, id: SessionId, { lead, ...wish }: Shown = {}) {
  return answerWith(request, attendanceCard(await listOfSession(context, request.actor, id, wish), request.language, lead));
}

const saved = ({ language }: Request): Text => speaker(language)('events.done.saved');

/** What became of a file, or what its columns are. */
const cardOfFile = (read: ImportedFile | UnknownColumns, language: Language) =>
  'columns' in read ? columnsCard(read, language) : importedCard(read, language);

export const attendanceHandlers: readonly Handler[] = handleControls(attendanceControls, {
  // In the thread others read along, and its reminder stays.
  here: async (context, request, { id }) => privately(hereCard(await attendByButton(context, request.actor, id), request.language)),
  code: async (context, request, { values }) =>
    privately(attendedCard(await attendByCode(context, request.actor, values.code), request.actor.timezone, request.language)),
  attendance: async (context, request, { id }) =>
    answerWith(request, attendanceCard(await listOfEvent(context, request.actor, id), request.language)),
  'attendance-page': (context, request, { id: { session, page } }) => shownList(context, request, session, { page }),
  'attendance-session': (context, request, { values }) => shownList(context, request, chosenSession(values)),
  'attendance-search': (context, request, { id, values }) => shownList(context, request, id, { search: values.text }),
  async present(context, request, { id, values }) {
    await mark(context, request.actor, id, chosenRegistrations(values), true);
    return shownList(context, request, id, { lead: saved(request) });
  },
  async absent(context, request, { id, values }) {
    await mark(context, request.actor, id, chosenRegistrations(values), false);
    return shownList(context, request, id, { lead: saved(request) });
  },
  async door(context, request, { id, values }) {
    await addAtDoor(context, request.actor, id, chosenMembers(values));
    return shownList(context, request, id, { lead: saved(request) });
  },
  async 'door-guest'(context, request, { id, values }) {
    await addGuest(context, request.actor, id, values);
    return shownList(context, request, id, { lead: saved(request) });
  },
  'attendance-file': async (context, request, { id, values }) =>
    privately(cardOfFile(await importFile(context, request.actor, id, values.file), request.language)),
  'attendance-columns': async (context, request, { id, values }) =>
    privately(cardOfFile(await importKept(context, request.actor, id, values), request.language)),
  // The other doubts of the file stay to be decided.
  'attendance-match': async (context, request, { id: { session, share }, values }) =>
    privately(settledCard(await settleDoubt(context, request.actor, session, chosenWho(values), share), share, request.language)),
  async 'counts-women'(context, request, { id: { id, wanted } }) {
    await setCountsWomen(context, request.actor, id, wanted === 'on');
    return answerWith(request, numbersCard(await viewNumbers(context, request.actor, id), request.language));
  },
  async women(context, request, { id, values }) {
    await countWomen(context, request, id, values);
    return shownList(context, request, id, { lead: saved(request) });
  },
  'attendance-numbers': async (context, request, { id }) =>
    answerWith(request, numbersCard(await viewNumbers(context, request.actor, id), request.language)),
});
